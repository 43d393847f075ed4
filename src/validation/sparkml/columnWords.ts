/** The types that the container knows, the most used first. */
export const columnTypes = ['double', 'string', 'int', 'long', 'float', 'boolean', 'short', 'byte'] as const;

export const columnStructs = ['basic', 'vector', 'array'] as const;

/** What other tools call them: lower case, without blanks, `Type` and brackets. */
const typeNames: Readonly<Record<string, string>> = {
  bigint: 'long',
  int64: 'long',
  integer: 'int',
  int32: 'int',
  smallint: 'short',
  int16: 'short',
  tinyint: 'byte',
  int8: 'byte',
  float64: 'double',
  float32: 'float',
  real: 'float',
  bool: 'boolean',
  bit: 'boolean',
  str: 'string',
  text: 'string',
  varchar: 'string',
  char: 'string',
  utf8: 'string',
};

const structNames: Readonly<Record<string, string>> = {
  list: 'array',
  arrays: 'array',
  scalar: 'basic',
  simple: 'basic',
  primitive: 'basic',
  vec: 'vector',
  vectors: 'vector',
  densevector: 'vector',
  sparsevector: 'vector',
  vectorudt: 'vector',
};

/** The type that a word stands for; undefined for one that stands for none. */
export function typeMeant(word: string): string | undefined {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/\(\d*\)$/, '')
    .replace(/^(?:np|numpy)\./, '');
  const short = plain.replace(/type$/, '');
  return [plain, short].flatMap(
    (name) => columnTypes.find((type) => type === name) ?? ownValue(typeNames, name) ?? [],
  )[0];
}

/** The struct that a word stands for. */
export function structMeant(word: string): string | undefined {
  const plain = word
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s-]/g, '');
  return columnStructs.find((struct) => struct === plain) ?? ownValue(structNames, plain);
}

function ownValue(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
