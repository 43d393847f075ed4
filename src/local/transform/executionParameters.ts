import { Agent } from 'node:http';
import { executionParametersPath } from '../../contract/transform';
import {
  maxPayloadProduct,
  parametersLine,
  readExecutionParameters,
  transformParameters,
  type TransformParameters,
} from '../../contract/transformParameters';
import type { TransformPlan } from '../../definitions/plan';
import { callContainer } from '../hosting/containerCall';
import type { ModelMember } from '../hosting/modelClient';

/** A container that says nothing about itself in this time, in milliseconds, is taken to have nothing to say. */
const patienceMs = 30_000;
const maxResponseBytes = 1024 * 1024;

/** What counts for a job, and what there is to say about it. */
export interface ChosenParameters {
  readonly parameters: TransformParameters;
  /** A sentence each. */
  readonly notes: readonly string[];
}

/** Ask the container that gets the records how it wants them (B3, B4). Never fails: it need not know the path. */
export async function chooseParameters(
  plan: TransformPlan,
  member: ModelMember,
  signal: AbortSignal,
): Promise<ChosenParameters> {
  const agent = new Agent();
  const path = executionParametersPath;
  const call = { address: member.address, agent, method: 'GET', path, headers: {}, body: Buffer.alloc(0) };
  const answer = await callContainer(call, { timeoutMs: patienceMs, maxResponseBytes, signal });
  agent.destroy();
  if (answer.failure !== undefined || answer.status !== 200) {
    const said = answer.failure === undefined ? String(answer.status) : answer.body.toString('utf8');
    return {
      parameters: transformParameters(plan.parameters, {}),
      notes: [`GET ${path}: ${said}. The request and the defaults count.`],
    };
  }
  const { parameters: own, ignored } = readExecutionParameters(answer.body.toString('utf8'));
  const parameters = transformParameters(plan.parameters, own);
  const taken = Object.keys(own).length === 0 ? 'nothing that counts' : parametersLine(own);
  return {
    parameters,
    notes: [
      `GET ${path}: the container asks for ${taken}.`,
      ...ignored.map((what) => `GET ${path}: left out, since ${what}.`),
      ...aboveProduct(parameters),
    ],
  };
}

/** The service checks the product of what the request says (B6); what a container adds may go beyond it. */
function aboveProduct({ maxConcurrentTransforms, maxPayloadInMB }: TransformParameters): string[] {
  if (maxConcurrentTransforms * maxPayloadInMB <= maxPayloadProduct) return [];
  return [
    `${String(maxConcurrentTransforms)} requests of ${String(maxPayloadInMB)} MB at once are more than the ${String(maxPayloadProduct)} MB that a request may ask for.`,
  ];
}
