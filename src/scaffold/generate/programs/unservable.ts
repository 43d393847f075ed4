import { fileAt } from '../folderFiles';
import { openClass } from './handlers';
import type { ReadFolder } from '../program';
import type { PythonProgram } from '../python/pythonProgram';

const pages: Readonly<Record<string, string>> = {
  streamlit: 'Streamlit',
  gradio: 'Gradio',
  dash: 'Dash',
  chainlit: 'Chainlit',
  panel: 'Panel',
};

/** What could serve, or train, if something were different: what it lacks, and what to do, as sentences. */
export function unusableSentences(folder: ReadFolder): readonly string[] {
  const programs = [...folder.python].flatMap(([path, python]): readonly string[] => {
    const library = python.imports.find((name) => pages[name] !== undefined);
    if (library !== undefined && !python.app)
      return [
        `${path} is an application of ${pages[library] ?? library}, which answers people in a browser: it can't be what a SageMaker endpoint calls. Write inference.py with model_fn(model_dir) and predict_fn(data, model) beside it.`,
      ];
    const server = serverOf(python);
    if (server !== undefined)
      return [
        `${path} has handlers for ${server}, which has to be in the image: name such an image of AWS in the definition of the model, or write inference.py with model_fn(model_dir) and predict_fn(data, model).`,
      ];
    const open = openClass(path, python);
    return open === undefined ? [] : [open];
  });
  const gradle = ['build.gradle', 'build.gradle.kts'].find((path) => fileAt(folder, path));
  const hasArchive = folder.files.some(({ path }) => /^build\/libs\/[\w.-]+\.jar$/.test(path));
  return [
    ...programs,
    ...(gradle !== undefined && !hasArchive && !fileAt(folder, 'pom.xml')
      ? [
          `${gradle} is not built here: build one archive with all in it, such as ./gradlew bootJar or shadowJar, and run this again: what is in build/libs is taken.`,
        ]
      : []),
  ];
}

/** The server whose handlers a program has, by what that calls them and gives them. */
function serverOf({ functions }: PythonProgram): string | undefined {
  const isCalled = (name: string) => {
    const names = functions.get(name)?.parameters.map((one) => one.name);
    return names?.join() === 'data,context';
  };
  if (functions.has('model_fn')) return undefined;
  if (isCalled('handler') || isCalled('input_handler')) return 'TensorFlow Serving';
  return isCalled('handle') ? 'TorchServe' : undefined;
}
