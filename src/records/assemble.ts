import type { AssemblyType } from '@aws-sdk/client-sagemaker';

const newline = Buffer.from('\n');

/** The bytes of one answer in the output file (B8): as they are, or ended by a newline where they don't end so already. */
export function assemble(answer: Buffer, assembleWith: AssemblyType): readonly Buffer[] {
  return assembleWith === 'None' || answer.at(-1) === newline[0] ? [answer] : [answer, newline];
}
