import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { openHashMemory } from '../src/aws/storage/hashMemory';
import { scanInput } from '../src/aws/storage/scanInput';
import { uploadInput } from '../src/aws/storage/uploadInput';
import { openUploadMemory } from '../src/aws/storage/uploadMemory';
import { spawnServer } from '../src/local/spawnServer';
import { awsClients } from '../test/machine/awsClients';
import { interleaved, ratioOf, timed, type Benchmark } from './measure';
import { builtProgram } from './repository';

const rounds = 3;
/** Its time at four fifths of the speed. */
const mostRatio = 1.25;
const megabyte = 1024 ** 2;
const largeMegabytes = 512;
const smallFiles = 2_000;
const smallBytes = 256 * 1024;
const bucket = 'bench-upload';

/** How fast data is brought to S3. */
export const upload: Benchmark = {
  name: 'upload',
  title: `Upload of 1 GB, one file of ${String(largeMegabytes)} MB and ${String(smallFiles)} small ones, against aws s3 cp --recursive to the same endpoint`,
  run: async (bench) => {
    const program = builtProgram();
    const data = join(bench.folder, 'data');
    await writeData(data);
    const root = join(bench.folder, 'account');
    mkdirSync(join(root, '.sagemaker'), { recursive: true });
    const server = await spawnServer({ program, root, environment: () => ({}) }, ['--port', '0']);
    bench.afterwards(() => server.stop());
    const keys = { accessKeyId: 'bench', secretAccessKey: 'bench' };
    const s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials: keys, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const clients = await awsClients();
    bench.say('Uploading in turns');
    const signal = new AbortController().signal;
    const ours = async (round: number) => {
      const memory = await openUploadMemory(join(bench.folder, `uploads-${String(round)}.json`));
      const hashes = await openHashMemory(join(bench.folder, `hashes-${String(round)}.json`));
      const target = { s3, bucket: `${bucket}-${String(round)}`, account: '000000000000', memory, wasCutOff: false };
      await s3.send(new CreateBucketCommand({ Bucket: target.bucket }));
      return timed(async () => uploadInput(target, await scanInput(data, hashes, signal), () => undefined, signal));
    };
    const theirs = (round: number) =>
      timed(() => copy(data, `s3://${bucket}/theirs-${String(round)}/`, { url: server.url, clients }));
    const pair = await interleaved(rounds, ours, theirs);
    const ratio = ratioOf(pair);
    const facts = { megabytesPerSecond: Math.round(1024 / (pair.ours.median / 1000)), files: smallFiles + 1 };
    return [
      {
        ...{ name: 'upload', goal: `at most ${String(mostRatio)} x its time`, unit: 'ms' },
        ...{ met: ratio <= mostRatio, ratio, ...pair, facts },
      },
    ];
  },
};

async function writeData(folder: string): Promise<void> {
  mkdirSync(join(folder, 'deep'), { recursive: true });
  const noise = randomBytes(megabyte);
  const large = createWriteStream(join(folder, 'large.bin'));
  for (let index = 0; index < largeMegabytes; index += 1) {
    noise.writeUInt32LE(index);
    if (!large.write(Buffer.from(noise))) await once(large, 'drain');
  }
  large.end();
  await once(large, 'close');
  for (let index = 0; index < smallFiles; index += 1) {
    noise.writeUInt32LE(index);
    writeFileSync(join(folder, 'deep', `${String(index)}.bin`), noise.subarray(0, smallBytes));
  }
}

async function copy(
  data: string,
  target: string,
  { url, clients }: { readonly url: string; readonly clients: string },
): Promise<void> {
  const args = ['-m', 'awscli', 's3', 'cp', '--recursive', '--quiet', '--no-progress', data, target];
  const env = {
    ...process.env,
    ...{ AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    ...{ AWS_DEFAULT_REGION: 'us-east-1', PYTHONPATH: clients },
  };
  const child = spawn('python3', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`aws s3 cp ended with ${String(code)}`);
}
