import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../contract/appError';
import { linkMounts } from './baseFolder';
import type { Launch, Launcher, LaunchRequest } from './launcher';
import { programArguments, requireProgram, usedPath } from './programArguments';
import { programEnvironment } from './programEnvironment';
import { inImage, type RunFolder } from './runFolder';
import { windowsInterpreter } from './windowsInterpreter';

const optMl = '/opt/ml';
/** Variable of the training toolkits for the folder that stands for `/opt/ml`. */
const baseVariable = 'SAGEMAKER_BASE_DIR';
/** A program file that is larger than this is not looked into. */
const largestText = 1_048_576;

/** Runs programs where there are no namespaces: on macOS and Windows, or where Linux forbids them. They find `/opt/ml` by a variable. */
export class FolderLauncher implements Launcher {
  readonly kind = 'folder';
  readonly title = 'Plain processes';
  readonly notReproduced = [
    'base images and RUN: the programs and libraries of this machine are used',
    `/opt/ml: it is a folder that the program finds by ${baseVariable}`,
    'addresses of host names: algo-1 has none',
    'network isolation, the size of /dev/shm, and memory and CPU limits',
    'an own file system: the program sees your files and may change them, its inputs too',
    'port 8080 where another program has it: the program is told a free one in SAGEMAKER_BIND_TO_PORT',
  ];

  constructor(private readonly platform: NodeJS.Platform = process.platform) {}

  async prepare(request: LaunchRequest): Promise<Launch> {
    const { spec, image, run } = request;
    await linkMounts(run, spec.mounts);
    const place = placesOf(request);
    const environment = this.environment(request, place);
    const folders = (environment['PATH'] ?? '').split(this.platform === 'win32' ? ';' : ':');
    const workdir = inImage(run, image.stage.workdir);
    const [name = '', ...rest] = programArguments(spec, image.stage).map(place);
    const search = { name, folders, workdir, place: (seen: string) => seen, platform: this.platform };
    const found = await requireProgram({ image: image.name, ...search });
    await requireBase([found.file, ...rest.map((word) => path.resolve(workdir, word))], run);
    const [command = '', ...words] = [...(await this.interpreter(found.interpreter, folders)), found.file, ...rest];
    return { command, arguments: words, environment, workdir, handshake: false };
  }

  private environment({ spec, image, run, otherPort }: LaunchRequest, place: Place): Record<string, string> {
    const placed = (variables: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, place(value)]));
    return programEnvironment(
      {
        host: process.env,
        image: placed(image.stage.environment),
        spec: {
          [baseVariable]: inImage(run, optMl),
          ...placed(spec.environment),
          ...(otherPort !== undefined && { SAGEMAKER_BIND_TO_PORT: String(otherPort) }),
        },
        hostname: spec.hostname,
        imagePath: usedPath(image).map((folder) => inImage(run, folder)),
      },
      this.platform,
    );
  }

  private async interpreter(
    line: readonly string[] | undefined,
    folders: readonly string[],
  ): Promise<readonly string[]> {
    return this.platform === 'win32' && line ? windowsInterpreter(line, folders) : [];
  }
}

/** A path that the container would have, as it is on this machine; any other text as it is. */
type Place = (text: string) => string;

function placesOf({ image, run }: LaunchRequest): Place {
  const files = [...image.files.keys()];
  return (text) => {
    const isOurs = text === optMl || text.startsWith(`${optMl}/`);
    const isImages = text.startsWith('/') && files.some((file) => file === text || file.startsWith(`${text}/`));
    return isOurs || (isImages && text !== '/') ? inImage(run, text) : text;
  };
}

/** @throws AppError `engine.optMl` when a script of the image names /opt/ml and knows no other place */
async function requireBase(files: readonly string[], run: RunFolder): Promise<void> {
  for (const file of files.filter((one) => one.startsWith(run.image))) {
    const facts = await stat(file).catch(() => undefined);
    if (!facts?.isFile() || facts.size > largestText) continue;
    const text = await readFile(file, 'latin1');
    if (
      !text.includes(optMl) ||
      text.includes('\0') ||
      text.includes(baseVariable) ||
      text.includes('sagemaker_training')
    )
      continue;
    throw new AppError(
      'engine.optMl',
      `${path.basename(file)} uses ${optMl}, which can not be given to a plain process on this machine.`,
      `Start a container engine, or let the program take its base folder from ${baseVariable} (default ${optMl}), as SageMaker's toolkits do.`,
    );
  }
}
