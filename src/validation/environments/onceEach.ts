import { schemaVariable, type Environment } from './environment';

/** A schema that is handed on from variable to variable counts where it is written. */
export function onceEach(environments: readonly Environment[]): readonly Environment[] {
  const seen = new Set<number>();
  return environments.map((environment) => ({
    ...environment,
    variables: environment.variables.filter(({ name, value }) => {
      if (name.text !== schemaVariable || value.kind !== 'text' || value.text.text === '') return true;
      const { from } = value.text.span(0, 1);
      const isNew = !seen.has(from);
      seen.add(from);
      return isNew;
    }),
  }));
}
