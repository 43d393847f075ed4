import type { InsideSeen, ProgramFile } from '../../check/observations';
import type { ContainerSpec } from '../../contract/containerSpec';
import { shmBytes } from '../../contract/stopping';
import { runFolder, runLabels, type CheckBench } from './checkBench';
import { watchProgram } from './watchProgram';

/** By what every shell can do. One line for each thing found: a word for what it is, then the thing. */
const script = `show() {
  [ -f "$2" ] || return 0
  x=no; [ -x "$2" ] && x=yes
  l=; IFS= read -r l < "$2"
  echo "program $x $1"
  echo "path $2"
  echo "first $l"
}
for n in train serve "$@"; do
  case "$n" in */*) show "$n" "$n"; continue;; esac
  IFS=:
  for d in $PATH; do show "$n" "$d/$n"; done
  unset IFS
done
for f in /root/.aws/credentials /home/*/.aws/credentials /root/.netrc /home/*/.netrc /root/.git-credentials /root/.ssh/id_*; do
  case "$f" in *.pub) continue;; esac
  [ -f "$f" ] && echo "credentials $f"
done
for d in "$PWD" /app /code /srv /workspace /usr/src/app /opt/program /opt/app /opt/ml/code /root /home/*; do
  for f in "$d"/*.pem "$d"/*.key "$d"/*.p8; do
    [ -f "$f" ] || continue
    IFS= read -r l < "$f"
    case "$l" in *"PRIVATE KEY"*) echo "credentials $f";; esac
  done
  for f in "$d"/.env "$d"/.env.*; do
    [ -f "$f" ] || continue
    while IFS= read -r l || [ -n "$l" ]; do
      case "$l" in "#"*) continue;; *PASSWORD=?*|*PASSWD=?*|*SECRET=?*|*TOKEN=?*|*KEY=?*) echo "credentials $f"; break;; esac
    done < "$f"
  done
done
for f in /root/.npmrc /home/*/.npmrc "$PWD"/.npmrc /app/.npmrc /usr/src/app/.npmrc /etc/pip.conf /root/.pip/pip.conf /root/.config/pip/pip.conf /root/.pypirc /root/.docker/config.json; do
  [ -f "$f" ] || continue
  while IFS= read -r l || [ -n "$l" ]; do
    u=; case "$l" in *://*) u=\${l#*://}; u=\${u%%/*};; esac
    case "$l" in
      "#"*) continue;;
      *_authToken=[!$]*|*_auth=[!$]*|*_password=[!$]*|password*=*[a-zA-Z0-9]*|*'"auth":'*) echo "credentials $f"; break;;
    esac
    case "$u" in *:[!$]*@*) echo "credentials $f"; break;; esac
  done < "$f"
done
for f in /usr/lib/*/libcuda.so.* /usr/lib64/libcuda.so.* /usr/lib/*/libnvidia-ml.so.* /usr/lib64/libnvidia-ml.so.*; do
  [ -f "$f" ] && echo "driver $f"
done
for d in input model models output checkpoints processing; do
  for f in /opt/ml/$d/* /opt/ml/$d/*/* /opt/ml/$d/*/*/*; do [ -f "$f" ] && echo "hidden $f"; done
done
echo "end"`;

/** How long a shell may take. */
const patience = 20;

/**
 * Look into an image with its own shell; undefined for one that has none.
 * @param started what is started beside `train` and `serve`: paths, or names that PATH finds
 */
export async function lookInside(bench: CheckBench, started: readonly string[]): Promise<InsideSeen | undefined> {
  const folder = await runFolder(bench, 'look');
  const spec: ContainerSpec = {
    name: folder.name,
    image: bench.image,
    entrypoint: ['/bin/sh'],
    arguments: ['-c', script, 'sh', ...started],
    environment: {},
    hostname: 'check',
    mounts: [],
    network: { isolated: true },
    shmBytes,
    limits: { user: '0:0' },
    labels: runLabels(folder),
  };
  const { log, exitCode } = await watchProgram(bench, spec, { stopAfter: patience, grace: 0 });
  const lines = log.map(({ text }) => text);
  return exitCode === 0 && lines.includes('end') ? readLook(lines) : undefined;
}

function readLook(lines: readonly string[]): InsideSeen {
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const programs: Record<string, ProgramFile> = {};
  for (const [index, line] of lines.entries()) {
    const [, executable = '', name = ''] = /^program (\w+) (.+)$/.exec(line) ?? [];
    if (name === '') continue;
    const [path = '', firstLine = ''] = lines.slice(index + 1, index + 3).map((one) => one.slice(one.indexOf(' ') + 1));
    const isExecutable = executable === 'yes';
    // Of several on PATH the first that can be executed is started.
    const before = programs[name];
    if (before && (before.isExecutable || !isExecutable)) continue;
    programs[name] = { path, isExecutable, firstLine };
  }
  return { programs, credentials: [...new Set(all('credentials'))], drivers: all('driver'), hidden: all('hidden') };
}
