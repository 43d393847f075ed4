import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { manifest as g4 } from '../../../src/check/rules/g04Manifest';
import type { Observations } from '../../../src/check/observations';
import { suiteFolder } from '../../machine/suiteFolder';
import { startRegistry, type Registry } from '../registry';
import { bareApi, useLab } from './engineLab';
import { never } from './ranContainer';

const types = {
  docker: 'application/vnd.docker.distribution.manifest.v2+json',
  oci: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
};

/** What a registry says of a manifest, as far as it is needed to write another. */
interface Stored {
  readonly config: { readonly digest: string; readonly size: number };
  readonly layers: readonly { readonly digest: string; readonly size: number }[];
}

describe('an image of a registry', function () {
  this.timeout(60_000);
  const lab = useLab();
  const api = bareApi();
  const folder = suiteFolder('registry');
  const made: string[] = [];
  let registry: Registry;
  before(async () => {
    registry = await startRegistry(folder);
  });
  after(async () => {
    for (const name of made) await api.json({ method: 'DELETE', path: `/images/${name}`, query: { force: true } });
    await registry.stop();
    rmSync(folder, { recursive: true });
  });

  const url = (reference: string): string => `http://${registry.address}/v2/small/manifests/${reference}`;

  /** Push an image of one file. */
  async function push(): Promise<string> {
    const name = `${registry.address}/small:docker`;
    const context = lab.folderOf({ Dockerfile: 'FROM scratch\nCOPY one /\n', one: 'one' });
    await lab.engine.build({ context, dockerfile: 'Dockerfile', tag: name, labels: {} }, () => undefined, never);
    made.push(name);
    const headers = { 'X-Registry-Auth': Buffer.from('{}').toString('base64') };
    await api.text(await api.stream({ method: 'POST', path: `/images/${name}/push`, headers }));
    return name;
  }

  /** Write the image that was pushed down once more, in another form; have the engine pull it. */
  async function pulledAs(tag: string, type: string, body: object): Promise<string> {
    const text = JSON.stringify(body);
    const put = await fetch(url(tag), { method: 'PUT', headers: { 'content-type': type }, body: text });
    assert.equal(put.status, 201, await put.text());
    const name = `${registry.address}/small:${tag}`;
    const query = { fromImage: `${registry.address}/small`, tag };
    const said = await api.text(await api.stream({ method: 'POST', path: '/images/create', query }));
    assert.doesNotMatch(said, /"error"/);
    made.push(name);
    return name;
  }

  async function judged(name: string): Promise<readonly (string | undefined)[]> {
    const origin = await lab.engine.origin(name, never);
    const seen = { image: { manifest: origin?.manifest } } as unknown as Observations;
    return [origin?.manifest, g4.judge(seen).verdict];
  }

  it('says in which form the registry holds it: a Docker manifest, one of OCI, an index of several (G4)', async () => {
    const docker = await push();
    assert.deepEqual(await judged(docker), [types.docker, 'pass']);
    const stored = (await (await fetch(url('docker'), { headers: { accept: types.docker } })).json()) as Stored;
    const single = {
      schemaVersion: 2,
      mediaType: types.oci,
      config: { ...stored.config, mediaType: 'application/vnd.oci.image.config.v1+json' },
      layers: stored.layers.map((layer) => ({ ...layer, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' })),
    };
    assert.deepEqual(await judged(await pulledAs('oci', types.oci, single)), [types.oci, 'fail']);
    const head = await fetch(url('oci'), { method: 'HEAD', headers: { accept: types.oci } });
    const only = {
      mediaType: types.oci,
      digest: head.headers.get('docker-content-digest'),
      size: JSON.stringify(single).length,
      platform: { architecture: 'amd64', os: 'linux' },
    };
    const index = { schemaVersion: 2, mediaType: types.index, manifests: [only] };
    assert.deepEqual(await judged(await pulledAs('index', types.index, index)), [types.index, 'fail']);
  });
});
