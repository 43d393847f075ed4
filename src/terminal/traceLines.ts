import type { Hop, HopRequest } from '../jobs/trace';

/** Lines of a body that are shown, and the longest part of each. */
const shownLines = 10;
const longestLine = 200;

/** One step of a request for people: `>` what the container got, `<` what it answered, `|` what it wrote to its log. */
export function hopLines({ index, container, request, response, failure, milliseconds, log }: Hop): readonly string[] {
  const outcome = response ? String(response.status) : 'no answer';
  return [
    `   ${String(index + 1)}  ${container}  ${outcome}  ${milliseconds.toFixed(1)} ms`,
    ...messageLines(request).map((line) => `      > ${line}`),
    ...(response ? messageLines(response).map((line) => `      < ${line}`) : []),
    ...(failure === undefined ? [] : [`      ! ${failure}`]),
    ...log.map((line) => `      | ${line}`),
  ];
}

function messageLines({ headers, body }: HopRequest): readonly string[] {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...lines, ...bodyLines(Buffer.from(body, 'base64'))];
}

function bodyLines(body: Buffer): readonly string[] {
  if (body.length === 0) return [];
  const text = body.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(body) || text.includes('\0'))
    return [`(${String(body.length)} bytes, no text)`];
  const lines = text.replace(/\n$/, '').split('\n');
  const shown = lines.slice(0, shownLines).map((line) => {
    const clean = line.replace(/\r$/, '');
    return clean.length > longestLine ? `${clean.slice(0, longestLine)}…` : clean;
  });
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `(${String(more)} more lines)`] : shown;
}
