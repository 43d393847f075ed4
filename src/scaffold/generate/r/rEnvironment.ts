import type { EnvironmentUse } from '../commandLine/environmentUse';
import { typeNamed, type ProgramOption } from '../commandLine/programOption';

/** What a program of R takes of its environment: `SM_HP_` variables, and keys of hyperparameters.json. */
export function rEnvironment(text: string): EnvironmentUse {
  const code = text.replaceAll(/^[ \t]*#.*$/gm, '');
  const variables = [
    ...code.matchAll(
      /(as\.\w+\()?\s*Sys\.getenv\(\s*["']SM_HP_(\w+)["']\s*(?:,\s*(?:unset\s*=\s*)?["']([^"'\n]*)["'])?/g,
    ),
  ].map(([, made = '', name = '', value]) => optionOf(name.toLowerCase(), made, value));
  const paths = [...code.matchAll(/([\w.]+)\s*(?:<-|=)[^\n]*hyperparameters\.json/g)].map(([, name = '']) => name);
  const source = [
    'hyperparameters\\.json',
    'SM_HPS',
    ...paths.map((name) => name.replaceAll('.', String.raw`\.`)),
  ].join('|');
  const holders = [
    ...code.matchAll(
      new RegExp(
        String.raw`([\w.]+)\s*(?:<-|=)\s*(?:jsonlite::)?(?:fromJSON|read_json|parse_json)\([^\n]*(?:${source})`,
        'g',
      ),
    ),
  ].map(([, name = '']) => name.replaceAll('.', String.raw`\.`));
  const keys = holders.flatMap((holder) =>
    [
      ...code.matchAll(new RegExp(String.raw`(as\.\w+\()?\s*\b${holder}(?:\$([\w.]+)|\[\[["']([\w.-]+)["']\]\])`, 'g')),
    ].map(([, made = '', field, key]) => optionOf(field ?? key ?? '', made, undefined)),
  );
  return { hyperparameters: [...new Map([...keys, ...variables].map((one) => [one.name, one])).values()], needed: [] };
}

function optionOf(name: string, made: string, value: string | undefined): ProgramOption {
  const type = typeNamed(made.replace(/^as\.|\($/g, ''));
  return { name, type, ...(value === undefined ? { required: true } : { default: value }) };
}
