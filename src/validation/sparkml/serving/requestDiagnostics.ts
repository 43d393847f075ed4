import type { Diagnostic, RelatedPlace } from '../../../definitions/diagnostic';
import { TextPositions } from '../../../definitions/textPosition';
import { plainText, type MappedText } from '../../../grammars/mappedText';
import { located } from '../../environments/judgeEnvironments';
import type { Column } from '../checkColumn';
import type { RequestFinding } from '../requests/sparkmlRequest';
import type { ServedContainer, SourceFile } from './servedContainer';

/** A text that requests are made of, and where in a definition it stands or is named. */
export interface RequestSource {
  readonly definition: SourceFile;
  /** Where in the definition a person would mend it. */
  readonly place: MappedText;
  /** The file that the place names; absent where the text stands there itself. */
  readonly file?: SourceFile;
}

/** Findings of a body as diagnostics of the definition that sends it, with the column of the schema that they are about. */
export function requestDiagnostics(
  findings: readonly RequestFinding[],
  { definition, place, file }: RequestSource,
  container: ServedContainer,
): readonly Diagnostic[] {
  const positions = new TextPositions(definition.text);
  const inFile = file && new TextPositions(file.text);
  return findings.map((finding) => {
    const schema = columnPlace(finding.column, container);
    if (!file || !inFile) return { ...located(place, finding, positions), ...relatedTo(schema) };
    const { repairs: _, ...rest } = finding;
    const { range } = located(plainText(file.text), rest, inFile);
    const where = `${nameOf(file.path)}:${String(range.start.line + 1)}:${String(range.start.character + 1)}`;
    const whole = { ...rest, from: 0, to: place.text.length, message: `${where}: ${finding.message}` };
    const body = { path: file.path, range, message: 'It stands here.' };
    return { ...located(place, whole, positions), ...relatedTo([body, ...schema]) };
  });
}

export function relatedTo(related: readonly RelatedPlace[]): Pick<Diagnostic, 'related'> {
  return related.length > 0 ? { related } : {};
}

function columnPlace(column: Column | undefined, { schema }: ServedContainer): readonly RelatedPlace[] {
  if (!column || !schema) return [];
  const { from, to } = schema.value.span(column.node.from, column.node.to);
  const range = new TextPositions(schema.source.text).range(from, to - from);
  return [{ path: schema.source.path, range, message: `The schema has "${column.name.text}" here.` }];
}

export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
