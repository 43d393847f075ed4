import fc from 'fast-check';

const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text);
const column = (text: string) =>
  fc.constantFrom('int', 'double', 'string', 'long', 'boolean').map((type) => ({ name: `c_${text}`, type }));

/** A schema that the container takes, as text, with blanks of some kind. */
export const randomSchema: fc.Arbitrary<string> = fc
  .tuple(
    fc
      .uniqueArray(name, { minLength: 1, maxLength: 5, selector: (text) => text.toLowerCase() })
      .chain((names) => fc.tuple(...names.map(column))),
    fc.constantFrom(0, 1, 2),
  )
  .map(([input, indent]) => {
    const schema = { input, output: { name: 'prediction', type: 'double', struct: 'basic' } };
    return JSON.stringify(schema, undefined, indent);
  });

const spoilers = ['', '"', '}', ',', 'X', '1', '#', 'é', '\u201c', 'null', ' ', ':', '[', '\\'];

/** A schema with one of its characters taken out, or something put in its place. */
export function spoil(schema: string, where: number, how: number): string {
  const at = where % schema.length;
  return schema.slice(0, at) + (spoilers[how % spoilers.length] ?? '') + schema.slice(at + 1);
}
