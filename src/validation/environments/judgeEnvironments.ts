import type { Diagnostic, Fix } from '../../definitions/diagnostic';
import type { TextPositions } from '../../definitions/textPosition';
import type { MappedText, Span } from '../../grammars/mappedText';
import { nearestName } from '../nearestName';
import type { Finding, Repair } from '../sparkml/finding';
import { judgeSchema } from '../sparkml/judgeSchema';
import { sparkmlRule } from '../sparkml/sparkmlRules';
import { schemaVariable, type Environment, type Variable } from './environment';

export const acceptVariable = 'SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT';
const portVariable = 'SAGEMAKER_BIND_TO_PORT';
export const accepts = ['text/csv', 'application/jsonlines', 'application/jsonlines;data=text'] as const;

/** What a SparkML container would refuse of the variables that a file gives it (E…), and of the schema among them. */
export function judgeEnvironments(
  environments: readonly Environment[],
  positions: TextPositions,
): readonly Diagnostic[] {
  return [...environments].sort(byPlace).flatMap((environment) => {
    const has = (name: string) => environment.variables.some((variable) => variable.name.text === name);
    const misspelt = has(schemaVariable) || !environment.isCertain ? undefined : environment.variables.find(isMisspelt);
    const isSparkml =
      has(schemaVariable) || misspelt !== undefined || (environment.image ?? '').includes('sparkml-serving');
    return environment.variables.flatMap((variable) =>
      variable === misspelt
        ? [located(variable.name, wrongName(variable.name), positions)]
        : judgeVariable(variable, environment, isSparkml, positions),
    );
  });
}

function byPlace({ variables: [a] }: Environment, { variables: [b] }: Environment): number {
  return (a ? a.name.span(0, 1).from : 0) - (b ? b.name.span(0, 1).from : 0);
}

/** E01. Only names that speak of SparkML and of a schema. */
function isMisspelt({ name: { text } }: Variable): boolean {
  if (text === schemaVariable) return false;
  const plain = text.toUpperCase().replaceAll(/[^A-Z]/g, '');
  const near = nearestName(plain, ['SAGEMAKERSPARKMLSCHEMA', 'SPARKMLSCHEMA']);
  return near !== undefined && plain.includes('SPARK') && distanceIsSmall(plain, near);
}

function distanceIsSmall(plain: string, near: string): boolean {
  return Math.abs(plain.length - near.length) <= 2 && /SCH?E?M|SHEM|CHEM/.test(plain);
}

function wrongName({ text }: MappedText): Finding {
  return {
    from: 0,
    to: text.length,
    code: 'E01',
    message: `The container does not read "${text}"; it reads ${schemaVariable}.`,
    action: 'Rename it.',
    repairs: [{ title: `Rename to ${schemaVariable}`, changes: [{ from: 0, to: text.length, text: schemaVariable }] }],
  };
}

function judgeVariable(
  variable: Variable,
  environment: Environment,
  isSparkml: boolean,
  positions: TextPositions,
): readonly Diagnostic[] {
  const { name, value } = variable;
  if (value.kind === 'unknown') return [];
  if (value.kind === 'object') {
    return name.text === schemaVariable ? [objectDiagnostic(value, value.wrap, positions)] : [];
  }
  const { text, repair } = value;
  if (name.text === schemaVariable) {
    return judgeSchema(text.text, environment.limit).map((finding) => {
      const diagnostic = located(text, finding, positions);
      const whole = repair && finding.code === 'P03' ? [fixOf(repair, positions)] : undefined;
      return whole ? { ...diagnostic, fixes: whole } : diagnostic;
    });
  }
  const finding = isSparkml ? (checkAccept(name.text, text.text) ?? checkPort(name.text, text.text)) : undefined;
  return finding ? [located(text, finding, positions)] : [];
}

/** E02 */
function objectDiagnostic(span: Span, wrap: Repair | undefined, positions: TextPositions): Diagnostic {
  return {
    code: 'E02',
    severity: 'error',
    message: `${schemaVariable} is text, and this is an object: the API takes no other values of variables.`,
    action: 'Encode it as JSON text.',
    range: positions.range(span.from, 1),
    source: 'sagemaker',
    ...(wrap && { fixes: [fixOf(wrap, positions)] }),
  };
}

/** E03 */
function checkAccept(name: string, text: string): Finding | undefined {
  if (name !== acceptVariable || text.trim() === '' || accepts.some((accept) => accept === text)) return undefined;
  const span = { from: 0, to: text.length };
  return {
    ...span,
    code: 'E03',
    message: `"${text}" is no Accept that the container knows: requests without one of their own are answered with 400.`,
    action: `Write ${accepts.join(', or ')}.`,
    repairs: accepts.map((accept) => ({ title: `Change to ${accept}`, changes: [{ ...span, text: accept }] })),
  };
}

/** E04 */
function checkPort(name: string, text: string): Finding | undefined {
  if (name !== portVariable || /^\d{1,5}$/.test(text)) return undefined;
  const message = `${portVariable} is "${text}", which is no port: the container dies at its start.`;
  return { from: 0, to: text.length, code: 'E04', message, action: 'Leave it out: the platform sets it.' };
}

/** A finding in a value, as a diagnostic of the file that the value stands in. */
export function located(text: MappedText, finding: Finding, positions: TextPositions): Diagnostic {
  const { from, to } = text.span(finding.from, finding.to);
  const fixes = (finding.repairs ?? []).flatMap((repair) => hostFix(text, repair, positions) ?? []);
  return {
    code: finding.code,
    severity: finding.severity ?? sparkmlRule(finding.code)?.severity ?? 'error',
    message: finding.message,
    ...(finding.action !== undefined && { action: finding.action }),
    range: positions.range(from, to - from),
    source: 'sagemaker',
    ...(fixes.length > 0 && { fixes }),
  };
}

function hostFix(text: MappedText, { title, changes }: Repair, positions: TextPositions): Fix | undefined {
  const edits = changes.map((change) => {
    const quoted = text.quoted(change.from, change.to, change.text);
    const { from, to } = text.span(change.from, change.to);
    return quoted === undefined ? undefined : { range: positions.range(from, to - from), text: quoted };
  });
  return edits.every((edit) => edit !== undefined) ? { title, edits } : undefined;
}

function fixOf({ title, changes }: Repair, positions: TextPositions): Fix {
  return { title, edits: changes.map(({ from, to, text }) => ({ range: positions.range(from, to - from), text })) };
}
