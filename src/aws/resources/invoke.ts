import { readFile } from 'node:fs/promises';
import { InvokeEndpointCommand, ModelError, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { AppError, messageOf } from '../../contract/appError';
import type { InvocationDefinition } from '../../definitions/definition';
import { mismatches, type Answer } from '../../definitions/expectation';
import { parseFileReference, resolveReference, type ReferenceBase } from '../../definitions/fileReference';
import type { InvocationResult } from '../../jobs/platform';
import { troubleOf } from '../awsError';
import type { LoadDefinition } from '../submit/definitionTree';

/** A fixture and the endpoint that it is sent to, whatever endpoint it names itself. */
export interface Sending {
  readonly endpoint: string;
  /** Absolute path. */
  readonly fixture: string;
}

/** Send a fixture to an endpoint and compare the answer. What the model or the service refuses is an answer too. */
export async function invokeOnAws(
  client: SageMakerRuntimeClient,
  load: LoadDefinition,
  { endpoint, fixture }: Sending,
  signal: AbortSignal,
): Promise<InvocationResult> {
  const { definition, base } = await load(fixture);
  if (definition.kind !== 'invocation')
    throw new AppError('definition.kind', `${fixture} is no fixture.`, 'Name a *.invocation.json.');
  const { Expect = {}, Body = '', ...request } = definition.request;
  const answer = await send(client, { request, endpoint, body: await contentOf(Body, base) }, signal);
  const body = Expect.Body === undefined ? undefined : (await contentOf(Expect.Body, base)).toString('utf8');
  const found = mismatches({ ...Expect, ...(body !== undefined && { Body: body }) }, answer);
  return { fixture, passed: found.length === 0, mismatches: found, ...answer };
}

async function contentOf(value: string, base: ReferenceBase): Promise<Buffer> {
  return parseFileReference(value) ? readFile(resolveReference(value, base)) : Buffer.from(value);
}

interface Prepared {
  readonly request: Omit<InvocationDefinition['request'], 'Expect' | 'Body'>;
  readonly endpoint: string;
  readonly body: Buffer;
}

async function send(
  client: SageMakerRuntimeClient,
  { request, endpoint, body }: Prepared,
  signal: AbortSignal,
): Promise<Answer> {
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    const input = { ...request, EndpointName: endpoint, Body: body };
    const answer = await client.send(new InvokeEndpointCommand(input), { abortSignal: signal });
    return {
      statusCode: answer.$metadata.httpStatusCode ?? 200,
      contentType: answer.ContentType ?? '',
      body: Buffer.from(answer.Body).toString('utf8'),
      milliseconds: milliseconds(),
    };
  } catch (error) {
    const told = refusal(error);
    if (told === undefined) throw error;
    return { ...told, milliseconds: milliseconds() };
  }
}

/** What a caller without a client would have seen; undefined for failures that are no answers. */
function refusal(error: unknown): Omit<Answer, 'milliseconds'> | undefined {
  const contentType = 'application/json';
  if (error instanceof ModelError) {
    const { OriginalStatusCode, OriginalMessage, LogStreamArn, message } = error;
    const told = { Message: message, OriginalMessage, OriginalStatusCode, LogStreamArn };
    return { statusCode: error.$metadata.httpStatusCode ?? 424, contentType, body: JSON.stringify(told) };
  }
  if (troubleOf(error) !== 'refused' || !(error instanceof Error) || !('$metadata' in error)) return undefined;
  const { httpStatusCode: statusCode = 400 } = error.$metadata as { readonly httpStatusCode?: number };
  return { statusCode, contentType, body: JSON.stringify({ Message: messageOf(error) }) };
}
