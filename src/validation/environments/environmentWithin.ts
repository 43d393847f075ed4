import type { MappedText } from '../../grammars/mappedText';
import type { TextChange } from '../sparkml/finding';
import type { Environment, VariableValue } from './environment';

/** An environment of a program that stands inside another file, with places in that file. */
export function environmentWithin(environment: Environment, outer: MappedText): Environment {
  const variables = environment.variables.map(({ name, value }) => ({
    name: name.within(outer),
    value: valueWithin(value, outer),
  }));
  return { ...environment, variables };
}

function valueWithin(value: VariableValue, outer: MappedText): VariableValue {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'text': {
      const { repair } = value;
      const changes = repair && changesWithin(repair.changes, outer);
      return { kind: 'text', text: value.text.within(outer), ...(changes && { repair: { ...repair, changes } }) };
    }
    case 'object': {
      const changes = value.wrap && changesWithin(value.wrap.changes, outer);
      const wrap = value.wrap && changes && { ...value.wrap, changes };
      return { kind: 'object', ...outer.span(value.from, value.to), ...(wrap && { wrap }) };
    }
  }
}

function changesWithin(changes: readonly TextChange[], outer: MappedText): readonly TextChange[] | undefined {
  const all = changes.map(({ from, to, text }) => {
    const quoted = outer.quoted(from, to, text);
    return quoted === undefined ? undefined : { ...outer.span(from, to), text: quoted };
  });
  return all.every((one) => one !== undefined) ? all : undefined;
}
