/** The command of several that trains, by its name; undefined where none is called so, and the only one there is. */
export function trainingCommand(names: readonly string[]): string | undefined {
  const forms = [/^(?:re)?train$/i, /^(?:fit|run[-_]?train\w*|train\w*)$/i, /train|fit/i, /^(?:run|main)$/i];
  return forms.flatMap((form) => names.filter((name) => form.test(name)))[0];
}
