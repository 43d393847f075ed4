import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckEvent } from '../../src/jobs/containerCheck';
import { createDetachedPlatform } from '../../src/local/detachedPlatform';
import { repository } from '../machine/repository';
import { useProject } from '../docker/local/project';

describe('a check in a process of its own', function () {
  this.timeout(60_000);
  const project = useProject();
  const platform = () =>
    createDetachedPlatform({
      program: join(repository, 'src', 'cli.ts'),
      nodeArguments: ['--import', pathToFileURL(require.resolve('tsx')).href],
      root: project().root,
      environment: () => ({}),
    });
  const brokenBuild = () => {
    project().write('car/Dockerfile', `FROM python:3.11-slim\n${project().labelLine}\nRUN exit 3\n`);
    return { target: join(project().root, 'car'), uses: ['training'], engine: 'docker' } as const;
  };

  it('tells why it could not be done, also after it has told of its first steps', async () => {
    const told: CheckEvent[] = [];
    const check = async () => {
      for await (const event of platform().check(brokenBuild(), new AbortController().signal)) told.push(event);
    };
    await assert.rejects(check, /Building Dockerfile of .+ failed.*exit 3/);
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['progress'],
    );
  });

  it('ends with an AbortError when it is cancelled', async () => {
    const abort = new AbortController();
    const check = async () => {
      for await (const event of platform().check(brokenBuild(), abort.signal))
        if (event.kind === 'progress') abort.abort();
    };
    await assert.rejects(check, { name: 'AbortError' });
  });
});
