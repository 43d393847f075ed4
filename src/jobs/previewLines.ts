import type { TransformPreview } from './transformPreview';

/** Characters of a body that are shown. */
const longestBody = 2_000;

/** Part of a preview as lines for people: the same in the terminal and in the editor. */
export function previewLines(said: TransformPreview): readonly string[] {
  switch (said.kind) {
    case 'parameters': {
      const { maxConcurrentTransforms, maxPayloadInMB, batchStrategy, splitType, notes } = said;
      return [
        `MaxConcurrentTransforms ${String(maxConcurrentTransforms)}, MaxPayloadInMB ${String(maxPayloadInMB)}, BatchStrategy ${batchStrategy}, SplitType ${splitType}`,
        ...notes,
        '',
      ];
    }
    case 'request': {
      const { method, path, headers, file, index, firstRecord, records, bytes, body } = said;
      const last = firstRecord + records - 1;
      const which = records === 1 ? `record ${String(firstRecord)}` : `records ${String(firstRecord)}-${String(last)}`;
      return [
        `${method} ${path}  ${file} #${String(index + 1)}  ${which}  ${String(bytes)} bytes`,
        ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
        ...(body === undefined ? [] : ['', ...bodyLines(body)]),
        '',
      ];
    }
    case 'file': {
      const { file, output, problem } = said;
      const end = problem === undefined ? `-> ${output}` : `-> no output: ${problem}`;
      return [`${file}: ${countsOf(said)} ${end}`];
    }
    case 'sums': {
      const { files, problems } = said;
      const bad = problems === 0 ? '' : `, ${counted(problems, 'file')} would fail`;
      return ['', `${counted(files, 'file')}, ${countsOf(said)}${bad}`];
    }
    default:
      return said satisfies never;
  }
}

function countsOf(part: { readonly requests: number; readonly records: number; readonly bytes: number }): string {
  return `${counted(part.requests, 'request')}, ${counted(part.records, 'record')}, ${counted(part.bytes, 'byte')}`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

/** Text as it is, anything else in hexadecimal. @param body Base64 */
function bodyLines(body: string): readonly string[] {
  const bytes = Buffer.from(body, 'base64');
  const beginning = bytes.subarray(0, longestBody);
  const text = textOf(beginning, beginning.length < bytes.length);
  const lines = (text ?? beginning.toString('hex').replace(/(.{64})/g, '$1\n')).replace(/\r?\n$/, '').split(/\r?\n/);
  const more = bytes.length - beginning.length;
  return [...lines.map((line) => `  ${line}`), ...(more > 0 ? [`  … and ${counted(more, 'byte')} more`] : [])];
}

function textOf(bytes: Buffer, isCut: boolean): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return text.includes('\0') ? undefined : text;
  } catch {
    // No text: the caller shows it otherwise.
    return undefined;
  }
}
