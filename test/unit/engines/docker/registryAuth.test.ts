import assert from 'node:assert/strict';
import { splitName } from '../../../../src/engines/docker/pullImage';
import { authHeader, registryAuth, registryOf, registryOfHost } from '../../../../src/engines/docker/registryAuth';

const hub = 'https://index.docker.io/v1/';
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

describe('credentials of registries', () => {
  for (const [image, registry] of [
    ['python:3.11-slim', hub],
    ['me/image', hub],
    ['docker.io/library/python', hub],
    [`${ecr}/repo:tag`, ecr],
    ['localhost/x', 'localhost'],
    ['host:5000/x@sha256:ab', 'host:5000'],
  ] as const) {
    it(`belong to ${registry} for ${image}`, () => assert.equal(registryOf(image), registry));
  }

  it('of Docker Hub are stored under a name of their own', () => {
    assert.equal(registryOfHost('registry-1.docker.io'), hub);
    assert.equal(registryOfHost(ecr), ecr);
  });

  const never = (): Promise<string> => Promise.reject(new Error('not to be asked'));
  it('come from the stored entry, or not at all', async () => {
    const auth = Buffer.from('bob:se:cret').toString('base64');
    const config = { auths: { [hub]: { auth }, 'https://x.io': { auth }, 't.io': { identitytoken: 'T' } } };
    assert.deepEqual(await registryAuth(config, hub, never), {
      username: 'bob',
      password: 'se:cret',
      serveraddress: hub,
    });
    assert.deepEqual(await registryAuth(config, 'x.io', never), {
      username: 'bob',
      password: 'se:cret',
      serveraddress: 'x.io',
    });
    assert.deepEqual(await registryAuth(config, 't.io', never), { identitytoken: 'T', serveraddress: 't.io' });
    assert.equal(await registryAuth(config, ecr, never), undefined);
    assert.equal(await registryAuth({}, hub, never), undefined);
  });

  it("come from the registry's own helper before the general store", async () => {
    const asked: string[] = [];
    const ask = (helper: string, registry: string): Promise<string> => {
      asked.push(`${helper} ${registry}`);
      return Promise.resolve('{"Username":"AWS","Secret":"s"}');
    };
    const config = { credHelpers: { [ecr]: 'ecr-login' }, credsStore: 'desktop' };
    assert.deepEqual(await registryAuth(config, ecr, ask), { username: 'AWS', password: 's', serveraddress: ecr });
    await registryAuth(config, hub, ask);
    assert.deepEqual(asked, [`ecr-login ${ecr}`, `desktop ${hub}`]);
  });

  it('may be a token, or missing from a store', async () => {
    const config = { credsStore: 'x' };
    const token = await registryAuth(config, ecr, () => Promise.resolve('{"Username":"<token>","Secret":"s"}'));
    assert.deepEqual(token, { identitytoken: 's', serveraddress: ecr });
    assert.equal(await registryAuth(config, ecr, never), undefined);
  });

  it('travel in padded base64', () => {
    assert.equal(
      authHeader({ a: 'ÿÿ?>' }),
      Buffer.from('{"a":"ÿÿ?>"}').toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    );
    assert.equal(authHeader({ a: 1 }).length % 4, 0);
  });

  for (const [name, parts] of [
    ['python', ['python', 'latest']],
    ['python:3.11', ['python', '3.11']],
    ['host:5000/x', ['host:5000/x', 'latest']],
    ['host:5000/x:1', ['host:5000/x', '1']],
    ['x@sha256:ab', ['x', 'sha256:ab']],
  ] as const) {
    it(`are asked for one image: ${name}`, () => assert.deepEqual(splitName(name), parts));
  }
});
