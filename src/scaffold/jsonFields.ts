import type { Node } from 'jsonc-parser';
import { AppError } from '../contract/appError';
import { parseJson } from '../definitions/strictJson';
import { TextPositions } from '../definitions/textPosition';

/** Makes an error of what is wrong at a place. */
type Fault = (what: string, at: Pick<Node, 'offset' | 'length'>, cause?: unknown) => AppError;

/** The fields of an object of `template.json`, or of texts beside it; each way to take one says where it is not as it should be. */
export class JsonFields {
  private readonly values = new Map<string, Node>();

  private constructor(
    private readonly node: Node,
    known: readonly string[] | undefined,
    private readonly say: Fault,
  ) {
    for (const { children: [key, value] = [] } of node.children ?? []) {
      const name = String(key?.value);
      if (!key || !value) continue;
      if (known && !known.includes(name)) throw say(`there is no field "${name}" here, but ${known.join(', ')}`, key);
      if (this.values.has(name)) throw say(`"${name}" is there twice`, key);
      this.values.set(name, value);
    }
  }

  /**
   * The object that a file holds.
   * @param path of the file, for messages
   * @param known names of its fields; any when absent
   * @throws AppError `scaffold.template` for a text that is no JSON, or no object of such fields
   */
  static of(text: string, path: string, known?: readonly string[]): JsonFields {
    const positions = new TextPositions(text);
    const say: Fault = (what, { offset, length }, cause) => {
      const { line, character } = positions.range(offset, length).start;
      const place = `${path}:${String(line + 1)}:${String(character + 1)}`;
      const action = 'Correct it; docs/scaffold.md says what a template is made of.';
      return new AppError('scaffold.template', `${place} is no template: ${what}.`, action, { cause });
    };
    const parsed = parseJson(text);
    if (parsed.fault) throw say(parsed.fault.message.replace(/\.$/, ''), parsed.fault);
    if (parsed.root.type !== 'object') throw say('it holds no JSON object', parsed.root);
    return new JsonFields(parsed.root, known, say);
  }

  /** @param name of the field that is meant; the whole object where it is absent, or nothing is said */
  fault(what: string, name = '', cause?: unknown): AppError {
    return this.say(what, this.values.get(name) ?? this.node, cause);
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** A text that is not empty. */
  text(name: string): string {
    const value = this.textOrEmpty(name);
    if (value !== '') return value;
    throw this.fault(`"${name}" must be a text`, name);
  }

  textOrEmpty(name: string): string {
    const value: unknown = this.values.get(name)?.value;
    if (typeof value === 'string') return value;
    throw this.fault(`"${name}" must be a text`, name);
  }

  texts(name: string): readonly string[] {
    const items = this.values.get(name);
    const values = (items?.children ?? []).map(({ value }): unknown => value);
    if (items?.type === 'array' && values.every((one) => typeof one === 'string')) return values;
    throw this.fault(`"${name}" must be a list of texts`, name);
  }

  /** False where it is absent. */
  flag(name: string): boolean {
    const node = this.values.get(name);
    if (node && node.type !== 'boolean') throw this.fault(`"${name}" must be true or false`, name);
    return node?.value === true;
  }

  /** @param known names of the fields of each */
  objects(name: string, known: readonly string[]): readonly JsonFields[] {
    const items = this.values.get(name);
    const nodes = items?.children ?? [];
    if (items?.type !== 'array' || nodes.some(({ type }) => type !== 'object'))
      throw this.fault(`"${name}" must be a list of objects`, name);
    return nodes.map((node) => new JsonFields(node, known, this.say));
  }
}
