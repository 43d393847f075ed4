import type { MappedText } from '../../grammars/mappedText';
import { shellVariables } from '../../grammars/shellVariables';
import { shellCommands, type ShellWord } from '../../grammars/shellWords';
import type { PlacedImage } from './imageRegions';

/** An image anywhere in a word: in JSON, in the AWS CLI's own form. */
const image = /\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.[a-z0-9.-]+\/[\w./-]+(?::[\w.-]+)?(?:@sha256:[\da-f]{64})?/g;

/** The images in requests that a script makes with the AWS CLI, where the command says the region. */
export function shellImages(text: string): readonly PlacedImage[] {
  return shellCommands(text, shellVariables(text)).flatMap((words) => {
    const region = isRequest(words) ? regionOf(words) : undefined;
    if (region === undefined) return [];
    return words.flatMap((word) => imagesIn(word).map((found) => ({ image: found, region })));
  });
}

function isRequest(words: readonly ShellWord[]): boolean {
  const at = words.findIndex(({ text }) => /(?:^|\/)aws$/.test(text.text));
  return at >= 0 && words.slice(at).some(({ text }) => text.text === 'sagemaker');
}

function regionOf(words: readonly ShellWord[]): string | undefined {
  const at = words.findIndex(({ text }) => /^--region(?:=|$)/.test(text.text));
  const option = words[at];
  if (!option) return undefined;
  const value = option.text.text === '--region' ? words[at + 1] : option;
  return value?.isKnown ? value.text.text.replace('--region=', '') : undefined;
}

function imagesIn({ text, isKnown }: ShellWord): readonly MappedText[] {
  if (!isKnown) return [];
  return [...text.text.matchAll(image)].map(({ index, 0: found }) => text.slice(index, index + found.length));
}
