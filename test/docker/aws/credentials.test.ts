import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAws } from '../../../src/aws/aws';
import type { Aws } from '../../../src/jobs/submission';
import { imageMaker } from '../../../src/local/containers/imageMaker';
import { loadDefinition } from '../../../src/local/loadPlan';
import { awsClients, clientsVariable } from '../../machine/awsClients';
import { suiteFolder } from '../../machine/suiteFolder';
import { product } from '../../unit/aws/priceProduct';
import { startAwsDouble, type AwsDouble, type Seen } from './awsDouble';

const session = 'corp';
const portal = '/federation/credentials';

describe('ways to credentials', function () {
  this.timeout(60_000);
  const root = suiteFolder('ways');
  const variables = { ...process.env };
  const asked: string[] = [];
  const tunnels: string[] = [];
  let double: AwsDouble;
  let proxy: Server;

  /** AWS as somebody with these variables meets it. */
  function aws(more: NodeJS.ProcessEnv = {}): Aws {
    return createAws({
      environment: { ...process.env, ...more },
      askMfaCode: async (device) => {
        asked.push(device);
        return '123456';
      },
      load: (path) => loadDefinition(path, join(root, 'project')),
      images: imageMaker(() => process.env),
      stateFolder: join(root, 'project', '.sagemaker'),
      cacheFolder: join(root, 'cache'),
    });
  }

  function configure(key = 'FIRSTKEY'): void {
    const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = hushhush\n`;
    writeFileSync(
      join(root, '.aws', 'config'),
      `[profile plain]\nregion = eu-west-1\n${keys(key)}
[profile elsewhere]\nregion = eu-west-1\nservices = mine\n${keys('ELSEWHEREKEY')}
[services mine]\nsts =\n  endpoint_url = ${double.url}
[profile role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/builder\nsource_profile = plain\nmfa_serial = arn:aws:iam::123456789012:mfa/me
[profile process]\nregion = eu-west-1\ncredential_process = sh ${root}/keys.sh
[profile sso]\nregion = eu-west-1\nsso_session = ${session}\nsso_account_id = 123456789012\nsso_role_name = dev
[sso-session ${session}]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start
`,
    );
  }

  before(async () => {
    double = await startAwsDouble(root);
    mkdirSync(join(root, '.aws', 'sso', 'cache'), { recursive: true });
    mkdirSync(join(root, 'project', 'data'), { recursive: true });
    configure();
    writeFileSync(
      join(root, 'keys.sh'),
      `n=$(($(cat ${root}/count 2>/dev/null || echo 0) + 1))
echo $n >${root}/count
printf '{"Version": 1, "AccessKeyId": "KEYOFRUN%s", "SecretAccessKey": "hushhush", "Expiration": "%s"}' $n $(date -u -d '+4 minutes' +%FT%TZ)
`,
    );
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, {
      ...{ HOME: root, AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: double.url },
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    proxy = http.createServer().on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const [host, port] = (request.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      for (const one of [socket, onward]) one.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    process.env = variables;
    proxy.closeAllConnections();
    proxy.close();
    await double.stop();
    rmSync(root, { recursive: true, force: true });
  });

  beforeEach(() => {
    double.seen.length = 0;
    double.answer = () => undefined;
  });

  const signers = () => double.seen.filter(({ key }) => key !== '').map(({ key }) => key);

  it('are the keys of a profile, read anew when the files have changed', async () => {
    const user = aws();
    assert.match((await user.whoami({ profile: 'plain' })).way, /^profile plain/);
    configure('SECONDKEY');
    await user.whoami({ profile: 'plain' });
    assert.deepEqual(signers(), ['FIRSTKEY', 'SECONDKEY']);
  });

  it('lead to the addresses of the services section of a profile that is named', async () => {
    const environment = { AWS_ENDPOINT_URL: undefined };
    const identity = await aws(environment).whoami({ profile: 'elsewhere' });
    assert.deepEqual(identity.endpoints, { STS: double.url });
    assert.deepEqual(signers(), ['ELSEWHEREKEY']);
  });

  it('are a role that is taken on, with the code of an MFA device, asked for once', async () => {
    const identity = await aws().whoami({ profile: 'role' });
    assert.match(identity.arn, /assumed-role\/builder/);
    assert.equal(identity.way, 'profile role, assumed role');
    assert.deepEqual(asked, ['arn:aws:iam::123456789012:mfa/me']);
    assert.match(double.seen[0]?.body ?? '', /TokenCode=123456/);
  });

  it('are what a program gives, and asked for again in the middle of long work', async () => {
    writeFileSync(join(root, 'project', 'data', 'a.csv'), 'a\n');
    writeFileSync(join(root, 'project', 'cars.training-job.json'), JSON.stringify(trainingJob('file://data')));
    const prepared = await aws().prepareSubmit(
      { definition: join(root, 'project', 'cars.training-job.json'), profile: 'process' },
      new AbortController().signal,
    );
    await prepared.perform(() => undefined, new AbortController().signal);
    assert.ok(new Set(signers()).size > 1, signers().join(' '));
    const left = spawnSync('grep', ['-rl', 'hushhush', join(root, 'project'), join(root, 'cache')]).stdout.toString();
    assert.equal(left, '', 'a secret is in a file');
  });

  describe('of SSO', () => {
    const file = join(root, '.aws', 'sso', 'cache', `${createHash('sha1').update(session).digest('hex')}.json`);
    const give = ({ path }: Seen) =>
      path.startsWith(portal)
        ? {
            roleCredentials: {
              ...{ accessKeyId: 'SSOKEY', secretAccessKey: 'hushhush', sessionToken: 'whisper' },
              expiration: Date.now() + 3600_000,
            },
          }
        : undefined;

    it('say how to sign in when there is no token', async () => {
      await assert.rejects(aws().whoami({ profile: 'sso' }), {
        code: 'aws.signIn',
        action: 'Sign in: aws sso login --profile sso',
      });
    });

    it('are those that the portal gives for the token of a sign-in', async () => {
      const expiresAt = new Date(Date.now() + 3600_000).toISOString();
      writeFileSync(file, JSON.stringify({ accessToken: 'token-of-sso', expiresAt, region: 'us-east-1' }));
      double.answer = give;
      assert.equal((await aws().whoami({ profile: 'sso' })).way, 'profile sso, SSO');
      assert.deepEqual(signers(), ['SSOKEY']);
      const asking = double.seen.find(({ path }) => path.startsWith(portal));
      assert.match(asking?.path ?? '', /role_name=dev.*account_id=123456789012|account_id=123456789012.*role_name=dev/);
    });
  });

  it('go through the proxy of the variables, and past it where NO_PROXY says so', async () => {
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    await aws({ HTTP_PROXY: url }).whoami({ profile: 'plain' });
    assert.deepEqual(tunnels, [new URL(double.url).host]);
    await aws({ HTTP_PROXY: url, NO_PROXY: 'localhost,127.0.0.1' }).whoami({ profile: 'plain' });
    assert.equal(tunnels.length, 1);
  });

  describe('and prices', () => {
    const wanted = { region: 'eu-west-1', component: 'Training', instanceType: 'ml.m5.large' };
    const prices = join(root, 'cache', 'prices.json');
    const priceLine = async (): Promise<string | undefined> => {
      const definition = join(root, 'project', 'priced.training-job.json');
      writeFileSync(definition, JSON.stringify(trainingJob()));
      const choice = { definition, profile: 'plain' };
      const { lines } = await aws().prepareSubmit(choice, new AbortController().signal);
      return lines.find((line) => line.startsWith('Price'));
    };
    const questions = () => double.seen.filter(({ operation }) => operation === 'GetProducts');

    it('are asked for, in the shape that botocore knows, and remembered', async () => {
      double.answer = ({ operation }) =>
        operation === 'GetProducts'
          ? { FormatVersion: 'aws_v1', PriceList: [product(wanted, { USD: '0.129' })] }
          : undefined;
      const line = 'Price      up to 0.129 USD (0.129 USD per instance and hour)';
      assert.deepEqual([await priceLine(), await priceLine()], [line, line]);
      assert.equal(questions().length, 1);
      const request = JSON.parse(questions()[0]?.body ?? '') as object;
      const env = { ...variables, PYTHONPATH: variables[clientsVariable] ?? (await awsClients()) };
      const input = JSON.stringify([{ operation: 'GetProducts', request }]);
      const checked = spawnSync('python3', [join(__dirname, 'validate_requests.py')], { env, input });
      assert.equal(checked.stdout.toString(), '1 looked at\n', checked.stderr.toString());
    });

    it('that are older than a week are not taken, and those that nobody may see are unknown', async () => {
      const kept = JSON.parse(readFileSync(prices, 'utf8')) as Record<string, { at: number }>;
      const old = Object.entries(kept).map(([key, price]) => [key, { ...price, at: price.at - 8 * 24 * 3600_000 }]);
      writeFileSync(prices, JSON.stringify(Object.fromEntries(old)));
      double.answer = ({ operation }) =>
        operation === 'GetProducts' ? { __type: 'AccessDeniedException', message: 'not you' } : undefined;
      assert.equal(await priceLine(), 'Price      unknown');
      assert.equal(questions().length, 1);
    });
  });
});

function trainingJob(data?: string): object {
  const S3DataSource = { S3DataType: 'S3Prefix', S3Uri: data };
  return {
    ...{ RoleArn: 'arn:aws:iam::123456789012:role/job', TrainingJobName: 'cars' },
    AlgorithmSpecification: {
      TrainingImage: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/cars:1',
      TrainingInputMode: 'File',
    },
    ...(data !== undefined && { InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource } }] }),
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
  };
}
