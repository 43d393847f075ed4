import { shellCommands, type ShellWord } from '../../grammars/shellWords';
import type { Finding } from '../sparkml/finding';

/** Whether a file is about images for SageMaker: of any other image nothing is said. */
export function buildsForSagemaker(path: string, text: string): boolean {
  return /--push|push=true|build-push-action|type=registry/.test(text) && /sagemaker|\/opt\/ml\b/i.test(path + text);
}

/** G4: commands that push an image in a form that the platform does not take. Offsets are those of the script. */
export function checkBuildCommands(script: string): readonly Finding[] {
  if (script.includes('BUILDX_NO_DEFAULT_ATTESTATIONS')) return [];
  return shellCommands(script).flatMap((words) => checkCommand(script, words));
}

function checkCommand(script: string, words: readonly ShellWord[]): readonly Finding[] {
  const start = words.findIndex(({ text }) => /(?:^|\/)docker$/.test(text.text));
  const args = start < 0 ? [] : words.slice(start + 1);
  const build = args.find(({ text }) => text.text === 'build');
  const push = args.find(pushes);
  // What a variable adds may be the very option.
  const isOpen = args.some((word) =>
    /^"?\$[{(]?\w*(?:arg|opt|flag|extra|param)/i.test(script.slice(word.from, word.to)),
  );
  if (!build || !push || isOpen) return [];
  const span = { from: push.from, to: push.to };
  const platform = valueOf(args, '--platform');
  if (platform?.includes(',')) return [{ ...span, ...severalPlatforms }];
  if (args.some(({ text }) => text.text.includes('oci-mediatypes=true'))) return [{ ...span, ...ociTypes }];
  if (valueOf(args, '--provenance') === 'false' || valueOf(args, '--attest')?.includes('disabled=true') === true) {
    return valueOf(args, '--sbom') === 'true' ? [{ ...span, ...attested }] : [];
  }
  const change = { from: build.to, to: build.to, text: ' --provenance=false' };
  return [{ ...span, ...attested, repairs: [{ title: 'Add --provenance=false', changes: [change] }] }];
}

function pushes({ text: { text } }: ShellWord): boolean {
  return text === '--push' || text === '--push=true' || /\btype=registry\b|\bpush=true\b/.test(text);
}

/** `--name=value` or `--name value`. */
function valueOf(args: readonly ShellWord[], name: string): string | undefined {
  const at = args.findIndex(({ text }) => text.text === name || text.text.startsWith(`${name}=`));
  const word = args[at]?.text.text;
  return word === name ? args[at + 1]?.text.text : word?.slice(name.length + 1);
}

const attested = {
  code: 'G4',
  severity: 'warning',
  message:
    'buildx adds attestations to what it pushes, which makes an OCI index of the image: SageMaker may refuse its media type.',
  action: 'Build with --provenance=false and without --sbom.',
} as const;
const severalPlatforms = {
  code: 'G4',
  severity: 'warning',
  message: 'An image for several platforms is pushed as an index: SageMaker may refuse its media type.',
  action: 'Build for one platform, with --provenance=false; jobs and most endpoints run linux/amd64.',
} as const;
const ociTypes = {
  code: 'G4',
  severity: 'warning',
  message: 'The image is pushed with media types of OCI: SageMaker may refuse them.',
  action: 'Leave oci-mediatypes out.',
} as const;
