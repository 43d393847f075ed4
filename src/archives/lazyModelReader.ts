import type { ModelReader } from '../definitions/modelReader';

/** A reader of models on this machine; what reads archives is loaded with the first of them. */
export function lazyModelReader(): ModelReader {
  let loaded: Promise<ModelReader> | undefined;
  return {
    read: async (path) => {
      loaded ??= import('./modelFiles').then(({ createModelReader }) => createModelReader());
      return (await loaded).read(path);
    },
  };
}
