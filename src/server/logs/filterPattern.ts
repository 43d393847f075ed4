import { ServiceError } from '../serviceError';

/**
 * Whether a line matches a filter pattern of plain terms: all of `ERROR "exit code"`, any of `?one ?other`, none of `-debug`.
 * @throws ServiceError `InvalidParameterException` for the patterns of JSON, of columns and of regular expressions, which are not known here
 */
export function filterPattern(pattern: string): (line: string) => boolean {
  if (/^\s*[{[]|%/.test(pattern)) {
    throw new ServiceError(
      'InvalidParameterException',
      `The filter pattern ${pattern} is not known by the local endpoint: it takes terms.`,
    );
  }
  const terms = [...pattern.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign = '', quoted, word = '']) => ({
      sign,
      text: quoted === undefined ? word : quoted.replace(/\\(.)/g, '$1'),
    }),
  );
  const only = (sign: string) => terms.filter((term) => term.sign === sign).map(({ text }) => text);
  const [all, any, none] = [only(''), only('?'), only('-')];
  return (line) =>
    all.every((text) => line.includes(text)) &&
    (any.length === 0 || any.some((text) => line.includes(text))) &&
    !none.some((text) => line.includes(text));
}
