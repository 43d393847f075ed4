import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptSources, debianRelease } from '../../machine/baseImage';
import { cached } from '../../machine/cache';
import { must } from '../../machine/child';
import { repository } from '../../machine/repository';
import { buildOn } from './buildOn';

/** What of Debian stands in for images that no engine without a registry has, by what their names begin with. */
interface StandIn {
  readonly image: RegExp;
  readonly packages: readonly string[];
  /** More lines of its Dockerfile. */
  readonly lines?: string;
}

const python = ['python3', 'python3-pip', 'python3-venv'];
const asPython = 'RUN ln -sf python3 /usr/bin/python';
const standIns: readonly StandIn[] = [
  { image: /^python:/, packages: python, lines: asPython },
  { image: /^nvidia\/cuda:/, packages: [] },
  { image: /^r-base:/, packages: ['r-base-core'] },
  { image: /^eclipse-temurin:/, packages: ['openjdk-17-jre-headless'] },
  { image: /^maven:/, packages: ['openjdk-17-jdk-headless', 'maven'] },
  {
    image: /^condaforge\//,
    packages: [...python, 'python3-yaml'],
    lines: `${asPython}\nCOPY conda /usr/local/bin/\nRUN chmod +x /usr/local/bin/conda`,
  },
];

const certificates = '/etc/ssl/certs/ca-certificates.crt';
const keyStore = '/etc/ssl/certs/java/cacerts';

/**
 * Put stand-ins in the place of the base images that a Dockerfile names in its ARGs: Debian with the same programs. What is built is the same
 * Dockerfile on another base, not what a user gets to the byte.
 * @param path of the Dockerfile
 */
export async function useStandIns(path: string): Promise<void> {
  let text = readFileSync(path, 'utf8');
  for (const [line, name = '', image = ''] of text.matchAll(/^ARG (\w+)=(.+)$/gm)) {
    const standIn = standIns.find((one) => one.image.test(image));
    if (standIn) text = text.replace(line, `ARG ${name}=${await standInFor(image, standIn)}`);
  }
  writeFileSync(path, text);
}

const made = new Map<string, Promise<string>>();

function standInFor(image: string, standIn: StandIn): Promise<string> {
  const tag = `stand-in:${image.split(/[:/]/)[0] ?? ''}`;
  const known = made.get(tag) ?? build(tag, standIn);
  made.set(tag, known);
  return known;
}

const debian = 'stand-in:debian';
let debianThere: Promise<unknown> | undefined;

async function importDebian(): Promise<void> {
  // Another import would be another image to builds, which then begin again.
  const there = await must('docker', ['images', '--quiet', debian], { output: 'quiet' });
  if (there !== '') return;
  const archive = await cached(`debian-apt-${process.arch}.tar`, async (file) => {
    const options = ['--quiet', '--variant=minbase', '--format=tar', '--include=ca-certificates'];
    await must('mmdebstrap', [...options, debianRelease(), file, ...aptSources()], { output: 'quiet' });
  });
  const path = 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  await must('docker', ['import', '--change', path, archive, debian], { output: 'quiet' });
}

async function build(tag: string, { packages, lines = '' }: StandIn): Promise<string> {
  await (debianThere ??= importDebian());
  const install =
    packages.length === 0
      ? ''
      : `RUN apt-get update && apt-get install --yes --no-install-recommends ${packages.join(' ')} && rm -rf /var/lib/apt/lists/*\n`;
  // Builds reach what this machine reaches, also behind a proxy with certificates of its own. Images of Python let pip install.
  const settings = `ENV PIP_BREAK_SYSTEM_PACKAGES=1 UV_BREAK_SYSTEM_PACKAGES=1 PIP_CERT=${certificates} REQUESTS_CA_BUNDLE=${certificates} SSL_CERT_FILE=${certificates}\nCOPY trusted/ /etc/ssl/certs/\n`;
  return buildOn(debian, tag, `${install}${settings}${lines}`, async (context) => {
    mkdirSync(join(context, 'trusted/java'), { recursive: true });
    if (existsSync(certificates)) copyFileSync(certificates, join(context, 'trusted/ca-certificates.crt'));
    if (existsSync(keyStore)) copyFileSync(keyStore, join(context, 'trusted/java/cacerts'));
    copyFileSync(join(repository, 'test/docker/scaffold/conda'), join(context, 'conda'));
    return Promise.resolve();
  });
}
