import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { delimiter, join } from 'node:path';
import { createAws } from '../../../src/aws/aws';
import { chooseEngine } from '../../../src/local/engineChoice';
import { imageMaker } from '../../../src/local/containers/imageMaker';
import { loadDefinition } from '../../../src/local/loadPlan';
import { createLocalPlatform, type LocalPlatform } from '../../../src/local/localPlatform';
import { awsClients, clientsVariable } from '../../machine/awsClients';
import { suiteFolder } from '../../machine/suiteFolder';
import { CommandLine, commandLine } from '../local/commandLine';
import { docker } from '../local/dockerState';
import { Project, Running, type Ran } from '../local/project';
import { startAwsDouble, type AwsDouble } from './awsDouble';

const network = 'sagemaker-containers-credentials';
/** The last line of a program that calls AWS twice and looks at what it was given. */
const program = `#!/usr/bin/env python3
import os, sys, time, urllib.error, urllib.request
sys.path.insert(0, os.environ["CLIENTS"])
import boto3
uri = os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"]
sts = boto3.client("sts", region_name="us-east-1", endpoint_url=os.environ["STS"])
for _ in range(2):
    print("arn", sts.get_caller_identity()["Arn"])
    time.sleep(2.1)
try:
    urllib.request.urlopen(uri)
except urllib.error.HTTPError as error:
    print("without token", error.code)
print("keys", sorted(name for name in os.environ if "KEY" in name or "SESSION" in name))
print("uri", uri)
`;

describe('credentials of containers', function () {
  this.timeout(120_000);
  const root = suiteFolder('credentials');
  const variables = { ...process.env };
  let double: AwsDouble;
  let gate: Server;
  let stsUrl: string;
  let clients: string;
  let project: Project;
  let platform: LocalPlatform;

  before(async () => {
    double = await startAwsDouble(root);
    // The first of them has boto3.
    [clients = ''] = (process.env[clientsVariable] ?? (await awsClients())).split(delimiter);
    project = new Project();
    const keys = join(root, 'keys.sh');
    const key = '"AccessKeyId": "KEYOFRUN%s", "SecretAccessKey": "hushhush", "SessionToken": "whisper"';
    writeFileSync(
      keys,
      // By the clock: a client that has waited too long asks once more, and then two of these run at the same time.
      `printf '{"Version": 1, ${key}, "Expiration": "%s"}' $(date +%s%N) $(date -u -d '+4 minutes' +%FT%TZ)
`,
    );
    writeFileSync(
      join(root, 'config'),
      `[profile mine]\nregion = us-east-1\ncredential_process = sh ${keys}\n[profile nobody]\nregion = us-east-1\n`,
    );
    Object.assign(process.env, { AWS_CONFIG_FILE: join(root, 'config'), AWS_EC2_METADATA_DISABLED: 'true' });
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
    const aws = createAws({
      ...{ environment: process.env, images: imageMaker(() => process.env), stateFolder: root, cacheFolder: root },
      load: (path) => loadDefinition(path, project.root),
    });
    platform = createLocalPlatform({
      ...{ root: project.root, region: 'us-east-1', credentials: (profile) => aws.credentials(profile) },
      engine: (choice) => chooseEngine(choice, project.root),
      doctor: async () => [],
    });
    // The double listens on loopback, where containers don't find it.
    const { IPAM } = (await docker.getNetwork('bridge').inspect()) as { IPAM: { Config: { Subnet: string }[] } };
    // A daemon that has just made its bridge does not name the gateway, which is the first address.
    const host = IPAM.Config[0]?.Subnet.replace(/\.0\/\d+$/, '.1');
    assert.ok(host, 'no address of this machine that containers know');
    gate = createServer((socket) => {
      const onward = connect(Number(new URL(double.url).port), '127.0.0.1');
      for (const one of [socket, onward]) one.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => gate.listen(0, host, resolve));
    stsUrl = `http://${host}:${(gate.address() as AddressInfo).port}`;
  });

  after(async () => {
    process.env = variables;
    gate.close();
    await double.stop();
    await project.close();
    rmSync(root, { recursive: true, force: true });
  });

  function define(more: object = {}): string {
    return project.training(program, {
      Environment: { CLIENTS: '/opt/ml/input/data/clients', STS: stsUrl },
      InputDataConfig: [
        {
          ChannelName: 'clients',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `file://${clients}` } },
        },
      ],
      ...more,
    });
  }

  function start(engine: 'docker' | 'process', containerProfile: string, definition = define()): Running {
    const request = { definition, engine, containerProfile } as const;
    return new Running(platform, platform.start(request, new AbortController().signal));
  }

  async function assertGone(ran: Pick<Ran, 'job' | 'lines'>): Promise<void> {
    const uri =
      ran
        .lines()
        .find((line) => line.startsWith('uri '))
        ?.slice(4) ?? '';
    await assert.rejects(fetch(uri, { signal: AbortSignal.timeout(3_000) }), 'nothing gives any more');
    const folder = join(project.root, '.sagemaker', 'jobs', ran.job);
    assert.ok(existsSync(join(folder, 'run.json')));
    for (const secret of ['hushhush', 'whisper', 'AUTHORIZATION_TOKEN']) {
      const found = execFileSync('sh', ['-c', 'grep -rl "$1" "$2" || true', 'sh', secret, folder]).toString();
      assert.equal(found, '', `${secret} is in a file of the job`);
    }
    const networks = await docker.listNetworks({ filters: { name: [network] } });
    assert.deepEqual(
      networks.map(({ Name }) => Name),
      [],
    );
  }

  for (const engine of ['docker', 'process'] as const) {
    it(`reach boto3 in one of ${engine}, refreshed, with a token, and go with the job`, async () => {
      double.seen.length = 0;
      const ran = await start(engine, 'mine').ended;
      const lines = ran.lines();
      assert.equal(ran.status, 'Completed', [...lines, ran.failureReason].join('\n'));
      assert.equal(lines.filter((line) => line.startsWith('arn arn:aws:sts::')).length, 2, lines.join('\n'));
      assert.ok(lines.includes('without token 403'));
      assert.ok(lines.includes('keys []'));
      const signers = double.seen.map(({ key }) => key);
      assert.equal(signers.length, 2);
      assert.notEqual(signers[0], signers[1], 'the second call has newer ones');
      await assertGone(ran);
    });
  }

  it('are given to two jobs at the same time, each by its own token', async () => {
    const definition = define();
    const jobs = await Promise.all([1, 2].map(() => start('docker', 'mine', definition).ended));
    for (const { status, failureReason, lines } of jobs)
      assert.equal(status, 'Completed', [...lines(), failureReason].join('\n'));
    for (const job of jobs) await assertGone(job);
  });

  it('are given again, for the same token, once somebody else has taken the job over', async () => {
    const asking = `#!/usr/bin/env python3
import json, os, time, urllib.request
uri, token = (os.environ["AWS_CONTAINER_" + name] for name in ("CREDENTIALS_FULL_URI", "AUTHORIZATION_TOKEN"))
def ask():
    try:
        asked = urllib.request.Request(uri, headers={"Authorization": token})
        return json.load(urllib.request.urlopen(asked, timeout=5))["AccessKeyId"].rstrip("0123456789")
    except OSError:
        return "none"
for wanted in ("KEYOFRUN", "none", "KEYOFRUN"):
    while ask() != wanted: time.sleep(0.05)
    print("got", wanted, flush=True)
print("uri", uri)
`;
    const owner = new CommandLine(project.root, [
      ...['run', project.training(asking, { TrainingJobName: 'inherited' })],
      ...['--engine', 'docker', '--container-profile', 'mine'],
    ]);
    await owner.untilSaid('got KEYOFRUN');
    await owner.kill();
    const { code, stderr } = await commandLine(project.root, ['resume', 'inherited']);
    assert.equal(code, 0, stderr);
    const log = (stream: string) => project.read(`.sagemaker/jobs/inherited/logs/${stream}.log`).trim().split('\n');
    assert.deepEqual(log('algo-1').slice(0, 3), ['got KEYOFRUN', 'got none', 'got KEYOFRUN']);
    assert.equal(log('platform').at(-1), 'The containers may ask for credentials of the profile mine again.');
    await assertGone({ job: 'inherited', lines: () => log('algo-1') });
  });

  it('are refused before anything is there when nobody is signed in, or the platform gives none', async () => {
    const isolated = start('docker', 'mine', define({ EnableNetworkIsolation: true }));
    await assert.rejects(isolated.ended, { code: 'local.unsupported', message: /EnableNetworkIsolation/ });
    await assert.rejects(start('docker', 'nobody').ended, { code: 'aws.keys' });
    await assert.rejects(start('docker', 'unknown').ended, { code: 'aws.profile' });
  });
});
