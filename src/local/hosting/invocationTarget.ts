import { targetModelHeader } from '../../contract/hosting';
import type { ModelMembers } from './modelClient';

/** Header of InvokeEndpoint's TargetContainerHostname. */
export const targetHeader = 'x-amzn-sagemaker-target-container-hostname';

const variantHeader = 'x-amzn-sagemaker-target-variant';

/** Where an invocation goes, or why it is refused. */
export type InvocationTarget = { readonly from: number } | { readonly refusal: string };

/**
 * The container that an invocation begins with (I25): a Direct model wants one to be named, any other takes no name.
 * @param named value of `targetHeader`
 */
export function invocationTarget({ mode, members }: ModelMembers, named: string | undefined): InvocationTarget {
  const names = members.map(({ hostname }) => hostname);
  if (mode !== 'Direct') {
    if (named === undefined) return { from: 0 };
    return { refusal: `TargetContainerHostname is ${named}, but the model's InferenceExecutionConfig is not Direct.` };
  }
  const known = `The containers are ${names.join(', ')}.`;
  if (named === undefined) return { refusal: `TargetContainerHostname is missing; the model is Direct. ${known}` };
  const from = names.indexOf(named);
  return from < 0 ? { refusal: `The model has no container ${named}. ${known}` } : { from };
}

/**
 * Why an invocation that names a variant is refused; undefined for one that names none, or the only one.
 * @param headers those of the caller that count, names in lower case
 */
export function variantRefusal(variant: string, headers: Readonly<Record<string, string>>): string | undefined {
  const named = headers[variantHeader];
  if (named === undefined || named === variant) return undefined;
  return `The endpoint has no variant ${named}; its only one is ${variant}.`;
}

/**
 * Why an invocation is refused for the model that it names, or does not name: one of many, of a multi-model endpoint alone.
 * @param headers names in lower case
 */
export function modelRefusal(
  endpoint: string,
  { members }: ModelMembers,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  const isNamed = headers[targetModelHeader] !== undefined;
  const isMany = members.some(({ models }) => models);
  if (isNamed === isMany) return undefined;
  if (isMany) return `Endpoint ${endpoint} is a multi-model endpoint: TargetModel must name one of its models.`;
  return `Endpoint ${endpoint} is not a multi-model endpoint and does not support target model header.`;
}
