import assert from 'node:assert/strict';
import type { ContainerSpec } from '../../../../src/contract/containerSpec';
import { containerRequest, type Placement } from '../../../../src/engines/docker/containerRequest';

const spec: ContainerSpec = {
  name: 'n',
  image: 'i',
  environment: { A: '1', B: 'x=y' },
  hostname: 'h',
  mounts: [],
  network: { isolated: true },
  shmBytes: 1024,
  labels: { l: 'v' },
};
const placement: Placement = { network: 'none', publish: false, localLogs: true, direct: false, selinux: false };

/** The request, as the engine reads it. */
function request(parts: Partial<ContainerSpec> = {}, where: Partial<Placement> = {}): Record<string, unknown> {
  return JSON.parse(JSON.stringify(containerRequest({ ...spec, ...parts }, { ...placement, ...where }))) as Record<
    string,
    unknown
  >;
}

function hostConfig(parts: Partial<ContainerSpec> = {}, where: Partial<Placement> = {}): Record<string, unknown> {
  return request(parts, where)['HostConfig'] as Record<string, unknown>;
}

describe('the request for a container', () => {
  const commands: readonly (readonly [string, Partial<ContainerSpec>, unknown, unknown])[] = [
    ['T1', { arguments: ['train'] }, undefined, ['train']],
    ['T2', { entrypoint: ['/e', 'x'] }, ['/e', 'x'], []],
    ['T4', { entrypoint: ['/e'], arguments: ['a'] }, ['/e'], ['a']],
    ['neither', {}, undefined, undefined],
  ];
  for (const [rule, parts, entrypoint, command] of commands) {
    it(`follows the argument rules: ${rule}`, () => {
      const { Entrypoint, Cmd } = request(parts);
      assert.deepEqual([Entrypoint, Cmd], [entrypoint, command]);
    });
  }

  it('asks for no terminal, no input and no privileges (T9)', () => {
    const { Tty, OpenStdin, Env, Hostname, Labels } = request();
    assert.deepEqual([Tty, OpenStdin, Env, Hostname, Labels], [false, false, ['A=1', 'B=x=y'], 'h', { l: 'v' }]);
    const { Privileged, CapAdd, ShmSize, RestartPolicy } = hostConfig();
    assert.deepEqual([Privileged, CapAdd, ShmSize, RestartPolicy], [false, undefined, 1024, { Name: 'no' }]);
  });

  it('mounts inputs read-only, and outputs as empty volumes or as the folders themselves', () => {
    const mounts = [
      { kind: 'input', source: '/s', target: '/in' },
      { kind: 'output', folder: '/f', target: '/out' },
    ] as const;
    const input = { Type: 'bind', Source: '/s', Target: '/in', ReadOnly: true };
    assert.deepEqual(hostConfig({ mounts })['Mounts'], [
      input,
      { Type: 'volume', Target: '/out', VolumeOptions: { NoCopy: true, Labels: { l: 'v' } } },
    ]);
    assert.deepEqual(hostConfig({ mounts }, { direct: true })['Mounts'], [
      input,
      { Type: 'bind', Source: '/f', Target: '/out' },
    ]);
  });

  it('publishes a port on loopback alone, and only when told to', () => {
    assert.equal(hostConfig({ port: 8080 })['PortBindings'], undefined);
    assert.deepEqual(hostConfig({ port: 8080 }, { publish: true })['PortBindings'], {
      '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }],
    });
  });

  it('gives its aliases to the network of its peers', () => {
    const network = { isolated: true, name: 'net', aliases: ['algo-1'] };
    assert.deepEqual(request({ network }, { network: 'net' })['NetworkingConfig'], {
      EndpointsConfig: { net: { Aliases: ['algo-1'] } },
    });
    assert.equal(request({ network }, { network: 'own' })['NetworkingConfig'], undefined);
  });

  it('knows its own aliases where it has no peers', () => {
    const network = { isolated: true, aliases: ['algo-1'] };
    assert.deepEqual(hostConfig({ network })['ExtraHosts'], ['algo-1:127.0.0.1']);
    assert.equal(hostConfig()['ExtraHosts'], undefined);
    assert.equal(hostConfig({ network: { ...network, name: 'net' } }, { network: 'net' })['ExtraHosts'], undefined);
  });

  it('takes logs that never rotate where the engine has them, and lets SELinux read the mounts', () => {
    assert.deepEqual(hostConfig()['LogConfig'], {
      Type: 'local',
      Config: { 'max-size': '100g', 'max-file': '1', compress: 'false' },
    });
    assert.equal(hostConfig({}, { localLogs: false })['LogConfig'], undefined);
    assert.deepEqual(hostConfig({}, { selinux: true })['SecurityOpt'], ['label=disable']);
  });
});
