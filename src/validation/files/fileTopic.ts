import type { FileKind } from './fileKind';

/** Ours by their names. */
const ours: ReadonlySet<FileKind> = new Set(['definition', 'sparkml-schema']);
const topic = /SAGEMAKER|SPARK_?ML|\/opt\/ml\b|\.dkr\.ecr\./i;
/** The programs that the platform starts by their names. */
const programs = /^\s*(?:COPY|ADD)\b.*\b(?:train|serve)\b/im;

/** Whether checks may have something to say about a file; what it takes from files around it apart. */
export function speaksOfPlatform(kind: FileKind, text: string): boolean {
  return ours.has(kind) || topic.test(text) || (kind === 'dockerfile' && programs.test(text));
}
