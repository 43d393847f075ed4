import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../contract/appError';
import { linkMounts } from './baseFolder';
import { imagePath } from './dockerfileStage';
import type { Launch, Launcher, LaunchRequest } from './launcher';
import { programArguments, requireProgram } from './programArguments';
import { programEnvironment } from './programEnvironment';
import { inImage, type RunFolder } from './runFolder';

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
    'network isolation, the size of /dev/shm, and memory and CPU limits',
    'an own file system: the program sees your files and may change them, its inputs too',
    'port 8080 where another program has it: the program is told a free one in SAGEMAKER_BIND_TO_PORT',
  ];

  constructor(private readonly platform: NodeJS.Platform = process.platform) {}

  async prepare(request: LaunchRequest): Promise<Launch> {
    const { spec, image, run } = request;
    await linkMounts(run, spec.mounts);
    const own = (image.stage.environment['PATH'] ?? imagePath).split(':').map((folder) => inImage(run, folder));
    const translate = (text: string) => (text === optMl || text.startsWith(`${optMl}/`) ? inImage(run, text) : text);
    const declared = Object.entries({ ...image.stage.environment, ...spec.environment });
    const translated = Object.fromEntries(declared.map(([name, value]) => [name, translate(value)]));
    const environment = programEnvironment(
      {
        host: process.env,
        image: translated,
        spec: {
          [baseVariable]: inImage(run, optMl),
          ...(spec.environment['PATH'] !== undefined && { PATH: spec.environment['PATH'] }),
          ...(request.otherPort !== undefined && { SAGEMAKER_BIND_TO_PORT: String(request.otherPort) }),
        },
        hostname: spec.hostname,
        imagePath: own,
      },
      this.platform,
    );
    const [given = '', ...rest] = programArguments(spec, image.stage);
    const own0 = given.startsWith('/') && image.files.has(given) ? inImage(run, given) : translate(given);
    const workdir = await existing(inImage(run, image.stage.workdir));
    const folders = (environment['PATH'] ?? '').split(this.platform === 'win32' ? ';' : ':');
    const found = await requireProgram({
      image: image.name,
      name: own0,
      folders,
      workdir,
      place: (seen) => seen,
      platform: this.platform,
    });
    const program = await this.command(found, folders);
    await requireBase([found.file, ...rest.map((word) => inImage(run, word))], run);
    return { ...died([...program, ...rest.map(translate)], this.platform), environment, workdir, handshake: false };
  }

  /** Windows does not read the first line of a script. */
  private async command(
    found: { readonly file: string; readonly interpreter?: readonly string[] },
    folders: readonly string[],
  ): Promise<readonly string[]> {
    if (this.platform !== 'win32' || !found.interpreter) return [found.file];
    const [program = '', argument] = found.interpreter;
    const words =
      path.posix.basename(program) === 'env'
        ? (argument ?? '').split(' ')
        : [path.posix.basename(program), ...(argument === undefined ? [] : [argument])];
    const [name = '', ...rest] = words.filter((word) => word !== '-S');
    return [await this.interpreter(name, folders), ...rest, found.file];
  }

  private async interpreter(name: string, folders: readonly string[]): Promise<string> {
    // Python's installer for Windows has no python3.
    for (const file of [`${name}.exe`, `${name.replace(/^python3$/, 'python')}.exe`]) {
      for (const folder of folders) {
        const candidate = path.win32.join(folder, file);
        if (await stat(candidate).catch(() => undefined)) return candidate;
      }
    }
    return name;
  }
}

/** On Linux the program ends with this process, in whatever way that ends. */
function died(
  [command = '', ...rest]: readonly string[],
  platform: NodeJS.Platform,
): Pick<Launch, 'command' | 'arguments'> {
  if (platform !== 'linux') return { command, arguments: rest };
  return { command: 'setpriv', arguments: ['--pdeathsig', 'KILL', command, ...rest] };
}

async function existing(folder: string): Promise<string> {
  return (await stat(folder)).isDirectory() ? folder : path.dirname(folder);
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
