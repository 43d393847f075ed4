import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import path, { posix } from 'node:path';
import type { ContainerSpec, Mount } from '../../contract/containerSpec';
import { planGrafts, type Bind, type Grafts } from './grafts';
import type { Launch, Launcher, LaunchRequest } from './launcher';
import { mountLines, readOnlyOptions } from './mountTable';
import { namespaceScript, scriptVariables } from './namespaceScript';
import { programArguments, requireProgram, usedPath } from './programArguments';
import { programEnvironment } from './programEnvironment';
import { inImage, type RunFolder } from './runFolder';
import { systemProgram } from './systemProgram';

/** Where the program sees image files that can't be put in their place. */
const aside = '/tmp/.image';

/** Runs programs in namespaces of their own: they see `/opt/ml` as in a container, and the machine's own one is never touched. */
export class NamespaceLauncher implements Launcher {
  readonly kind = 'namespace';
  readonly title: string;
  readonly notReproduced = [
    'base images and RUN: the programs and libraries of this machine are used',
    'memory and CPU limits',
    'an own file system: the program sees your files, and may change them outside /opt/ml and /tmp',
    'an own network: without EnableNetworkIsolation, and always when it serves, the program is on the network of this machine',
    'port 8080 where another program has it: the program is told a free one in SAGEMAKER_BIND_TO_PORT',
  ];

  /** @param mapped give the program a root user that is the ordinary user outside */
  constructor(private readonly mapped: boolean) {
    this.title = mapped ? 'Plain processes in namespaces of the user' : 'Plain processes in namespaces';
  }

  async prepare(request: LaunchRequest): Promise<Launch> {
    const { spec, image, run } = request;
    await placeMounts(run, spec.mounts);
    const grafts = await planGrafts(run.image);
    if (grafts.displaced.length > 0) await mkdir(path.join(run.temporary, path.basename(aside)));
    const mounts = await mountsOf(run, spec, grafts);
    const workdir = image.stage.workdir;
    const search = usedPath(image).map((folder) => (grafts.displaced.includes(folder) ? aside + folder : folder));
    const environment = programEnvironment(
      {
        host: process.env,
        image: image.stage.environment,
        spec: {
          ...spec.environment,
          ...(request.otherPort !== undefined && { SAGEMAKER_BIND_TO_PORT: String(request.otherPort) }),
        },
        hostname: spec.hostname,
        imagePath: search,
      },
      'linux',
    );
    const [given = '', ...rest] = programArguments(spec, image.stage);
    const name = grafts.displaced.includes(posix.dirname(given)) && image.files.has(given) ? aside + given : given;
    const folders = (environment['PATH'] ?? '').split(':');
    const place = whereShown(mounts);
    const found = await requireProgram({ image: image.name, name, folders, workdir, place, platform: 'linux' });
    const isolated = spec.network.isolated && spec.port === undefined;
    const settings = [run.root, spec.hostname, isolated ? 'loopback' : '', workdir, environment['PATH'] ?? ''];
    const table = path.join(run.path, 'mounts');
    await writeFile(table, mountLines(mounts, run.root));
    const steps = ['table', table, '', ...mountSteps(mounts, spec.shmBytes)];
    const program = [...oddVariables(environment), found.path, ...rest];
    const script = [systemProgram('sh'), '-c', namespaceScript, 'sh', ...settings, ...steps, 'run', ...program];
    return { ...unshare({ mapped: this.mapped, isolated }, script), environment, workdir: run.path, handshake: true };
  }
}

/** The command that enters new namespaces and ends with everything in them when this process ends in whatever way. */
export function unshare(
  how: { readonly mapped: boolean; readonly isolated: boolean },
  command: readonly string[],
): Pick<Launch, 'command' | 'arguments'> {
  const user = how.mapped ? ['--user', '--map-root-user'] : [];
  const network = how.isolated ? ['--net'] : [];
  const namespaces = ['--mount', '--pid', '--uts', '--fork', '--kill-child=KILL', ...user, ...network];
  const enter = [systemProgram('unshare'), ...namespaces, ...command];
  return { command: systemProgram('setpriv'), arguments: ['--pdeathsig', 'KILL', ...enter] };
}

/** A shell drops variables whose names it could not use itself, and changes those that it does use; `env` sets them behind its back. */
function oddVariables(environment: Readonly<Record<string, string>>): readonly string[] {
  const odd = Object.entries(environment).filter(([name]) => !/^[A-Za-z_]\w*$/.test(name) || scriptVariables.has(name));
  return odd.length === 0 ? [] : [systemProgram('env'), ...odd.map(([name, value]) => `${name}=${value}`)];
}

/** The file of this machine behind a path that the program will see. */
function whereShown(binds: readonly Bind[]): (seen: string) => string {
  return (seen) => {
    const above = binds.filter(({ target }) => target === '/' || seen === target || seen.startsWith(`${target}/`));
    // Of two at one place the later one is seen.
    const bind = above.reduce((best, one) => (one.target.length >= best.target.length ? one : best), {
      source: '/',
      target: '/',
    });
    const file = posix.join(bind.source, seen.slice(bind.target === '/' ? 0 : bind.target.length));
    // A link of the machine's root, such as /bin, leads to a folder that is mounted elsewhere.
    return bind.target === '/' && !existsSync(file) ? seen : file;
  };
}

/** Every mount needs something to be mounted on; those inside another mount bring it with them. */
async function placeMounts(run: RunFolder, mounts: readonly Mount[]): Promise<void> {
  for (const mount of mounts) {
    if (mounts.some((other) => mount.target.startsWith(`${other.target}/`))) continue;
    const place = inImage(run, mount.target);
    const isFile = mount.kind === 'input' && (await stat(mount.source)).isFile();
    await mkdir(isFile ? path.dirname(place) : place, { recursive: true });
    if (isFile) await writeFile(place, '');
  }
}

/** All that is shown in the program's root, in the order of mounting; read-only where it has options. */
async function mountsOf(
  run: RunFolder,
  spec: ContainerSpec,
  grafts: Grafts,
): Promise<readonly (Bind & { readonly options?: string })[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8');
  const sorted = [...spec.mounts].sort((one, other) => one.target.length - other.target.length);
  const mounts = sorted.map(async (mount) => {
    if (mount.kind === 'output') return { source: mount.folder, target: mount.target };
    const source = await realpath(mount.source);
    return { source, target: mount.target, options: readOnlyOptions(table, source) };
  });
  const ours = [
    { source: run.temporary, target: '/tmp' },
    ...(grafts.displaced.length > 0 ? [{ source: run.image, target: aside }] : []),
    ...(await knownHosts(run, spec)),
  ];
  return [...grafts.binds, ...ours, ...(await Promise.all(mounts))];
}

/** The machine's own table of host names, with those of the container (T47, T62). */
async function knownHosts(run: RunFolder, { network }: ContainerSpec): Promise<readonly Bind[]> {
  const target = await realpath('/etc/hosts').catch(() => undefined);
  if (target === undefined || !network.aliases?.length) return [];
  const source = path.join(run.path, 'hosts');
  const own = network.aliases.map((alias) => `127.0.0.1 ${alias}\n`);
  await writeFile(source, `${(await readFile(target, 'utf8')).trimEnd()}\n${own.join('')}`);
  return [{ source, target }];
}

function mountSteps(mounts: readonly (Bind & { readonly options?: string })[], shmBytes: number): readonly string[] {
  const binds = mounts.flatMap(({ source, target, options }) => {
    const place = target === '/' ? '' : target;
    return ['bind', source, place, ...(options === undefined ? [] : ['options', options, place])];
  });
  return [...binds, 'shm', `size=${String(shmBytes)},mode=1777,nosuid,nodev`, '/dev/shm', 'proc', '', '/proc'];
}
