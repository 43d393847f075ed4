import assert from 'node:assert/strict';
import { imageFiles, type ContextFiles, type ImageFile } from '../../../src/grammars/dockerfile/imageFiles';
import { matchesPath } from '../../../src/grammars/dockerfile/matchesPath';
import { readChmod } from '../../../src/grammars/dockerfile/readChmod';
import { readDockerfile } from '../../../src/grammars/dockerfile/readDockerfile';
import { splitWords, substitute } from '../../../src/grammars/dockerfile/substitute';

function last(...lines: readonly string[]) {
  const stages = readDockerfile(lines.join('\n'), 'Dockerfile');
  const stage = stages.at(-1);
  assert.ok(stage);
  return { stages, stage };
}

/** A context of files; a name with a trailing slash is a folder. */
function contextOf(...names: readonly string[]): ContextFiles {
  return new Map(
    names.map((name): readonly [string, ImageFile] => {
      const path = name.replace(/\/$/, '');
      return [path, { kind: name.endsWith('/') ? 'folder' : 'file', source: `/context/${path}` }];
    }),
  );
}

/** What a Dockerfile's lines after FROM put where: target <- source. */
function copied(lines: readonly string[], ...names: readonly string[]): string[] {
  const { stages, stage } = last('FROM x', ...lines);
  const { files } = imageFiles(stage, stages, contextOf(...names));
  return [...files].map(([target, { source }]) => `${target} <- ${source?.replace('/context/', '') ?? 'folder'}`);
}

describe('substitute', () => {
  const variables = { A: 'a', EMPTY: '' };
  for (const [text, expected] of [
    ['$A ${A}b $Ab', 'a ab '],
    ['${NONE:-x $A} ${EMPTY:-y} ${A:-z}', 'x a y a'],
    ['${A:+set} ${NONE:+set}.', 'set .'],
    ['\\$A $', '$A $'],
    ['${NONE:-${A}}', 'a'],
  ] as const) {
    it(text, () => {
      assert.equal(substitute(text, variables), expected);
    });
  }

  it('splits words as a shell does', () => {
    assert.deepEqual(splitWords(`a "b c" 'd $e' f\\ g "h\\"i"  j`), ['a', 'b c', 'd $e', 'f g', 'h"i', 'j']);
  });
});

describe('readDockerfile', () => {
  it('puts ARG and ENV in, ENV first', () => {
    const { stage } = last(
      'ARG BASE=python:3.11',
      'ARG V=1',
      'FROM --platform=linux/amd64 ${BASE} AS main',
      'ARG V',
      'ARG W="two words"',
      'ENV V2=$V-$W V3="x y" \\',
      '  # a comment between',
      '  V4=z',
      'ENV W=env',
      'ENV OLD style $W',
      'WORKDIR /opt',
      'WORKDIR ml/code',
      'USER ${W}',
      'LABEL a.b="c d"',
    );
    assert.equal(stage.base, 'python:3.11');
    assert.equal(stage.name, 'main');
    assert.deepEqual(stage.environment, { V2: '1-two words', V3: 'x y', V4: 'z', W: 'env', OLD: 'style env' });
    assert.deepEqual([stage.workdir, stage.user, stage.labels], ['/opt/ml/code', 'env', { 'a.b': 'c d' }]);
  });

  it('knows PATH before a Dockerfile sets it', () => {
    const { stage } = last('FROM x', 'ENV PATH="/opt/program:${PATH}"');
    assert.equal(
      stage.environment['PATH'],
      '/opt/program:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    );
  });

  it('tells exec form from shell form', () => {
    const exec = last('FROM x', 'ENTRYPOINT ["python3", "-u", "a b.py"]', 'CMD ["$A"]').stage;
    assert.deepEqual([exec.entrypoint, exec.command], [['python3', '-u', 'a b.py'], ['$A']]);
    const shell = last('FROM x', 'ENTRYPOINT exec train $A', "CMD ['x']").stage;
    assert.deepEqual(
      [shell.entrypoint, shell.command],
      [
        ['/bin/sh', '-c', 'exec train $A'],
        ['/bin/sh', '-c', "['x']"],
      ],
    );
    assert.deepEqual(last('FROM x', 'SHELL ["/bin/bash", "-c"]', 'CMD a').stage.command, ['/bin/bash', '-c', 'a']);
  });

  it('lets a stage continue another one', () => {
    const { stage } = last('FROM x AS base', 'ENV A=1', 'COPY a /a', 'RUN make', 'FROM Base', 'ENV B=$A', 'CMD ["c"]');
    assert.deepEqual(stage.environment, { A: '1', B: '1' });
    assert.equal(stage.steps.length, 1);
    assert.deepEqual(stage.notReproduced, ['what the base image x holds', 'RUN make']);
  });
});

describe('COPY', () => {
  const tree = ['a.py', 'b.py', 'lib/', 'lib/c.py', 'lib/sub/', 'lib/sub/d.py', 'train'];

  for (const [line, expected] of [
    ['COPY train /opt/program/', ['/opt/program/train <- train']],
    ['COPY train /opt/program', ['/opt/program <- train']],
    ['COPY train .', ['/work/train <- train']],
    ['COPY ./train sub/', ['/work/sub/train <- train']],
    ['COPY *.py /code/', ['/code/a.py <- a.py', '/code/b.py <- b.py']],
    ['COPY a.py train /x', ['/x/a.py <- a.py', '/x/train <- train']],
    ['COPY ["train", "/with space/"]', ['/with space/train <- train']],
    ['COPY lib/sub /y/', ['/y <- folder', '/y/d.py <- lib/sub/d.py']],
    ['COPY lib /l', ['/l <- folder', '/l/c.py <- lib/c.py', '/l/sub <- lib/sub', '/l/sub/d.py <- lib/sub/d.py']],
    ['ADD /train /t', ['/t <- train']],
  ] as const) {
    it(line, () => {
      assert.deepEqual(copied(['WORKDIR /work', line], ...tree), expected);
    });
  }

  it('. takes everything', () => {
    assert.equal(copied(['COPY . /all'], ...tree).length, tree.length + 1);
  });

  it('takes modes and chmods into account', () => {
    const { stages, stage } = last(
      'FROM x',
      'COPY --chmod=755 a.py /bin2/',
      'COPY b.py /bin2/',
      'RUN chmod +x /bin2/b*',
    );
    const { files } = imageFiles(stage, stages, contextOf(...tree));
    assert.equal(files.get('/bin2/a.py')?.mode, 0o755);
    assert.equal(files.get('/bin2/b.py')?.executable, true);
  });

  it('--from takes the files of an earlier stage, and says what RUN would have made', () => {
    const lines = [
      'FROM x AS one',
      'COPY a.py /made/',
      'FROM y',
      'COPY --from=one /made /got',
      'COPY --from=0 /built /b',
    ];
    const { stages, stage } = last(...lines);
    const { files, notReproduced } = imageFiles(stage, stages, contextOf(...tree));
    assert.deepEqual([...files.keys()], ['/got', '/got/a.py']);
    assert.deepEqual(notReproduced, ['COPY --from=0 /built /b']);
  });

  it('of something that is not there fails', () => {
    assert.throws(() => copied(['COPY nope /x'], ...tree), { code: 'image.build', message: /"COPY nope \/x"/ });
  });
});

describe('readChmod', () => {
  for (const [command, expected] of [
    ['chmod +x /a /b', { targets: ['/a', '/b'], recursive: false, rest: false }],
    ['chmod -R 755 /opt/program && chmod a+rx x', { targets: ['/opt/program', 'x'], recursive: true, rest: false }],
    ['apt-get update && chmod 0755 /a', { targets: ['/a'], recursive: false, rest: true }],
    ['chmod 644 /a', { targets: [], recursive: false, rest: true }],
    ['chmod -x /a', { targets: [], recursive: false, rest: true }],
  ] as const) {
    it(command, () => {
      assert.deepEqual(readChmod(command), expected);
    });
  }
});

describe('matchesPath', () => {
  for (const [pattern, path, expected] of [
    ['*.py', 'a.py', true],
    ['*.py', 'a/b.py', false],
    ['a?c', 'abc', true],
    ['[a-c]x', 'bx', true],
    ['[!a]x', 'ax', false],
    ['a+b', 'aab', false],
    ['a*(b)', 'ax(b)', true],
    ['\\*', '*', true],
    ['[z-a]', 'z', false],
    ['/opt/*/x', '/opt/p/x', true],
  ] as const) {
    it(`${pattern} ${expected ? 'means' : 'does not mean'} ${path}`, () => {
      assert.equal(matchesPath(pattern, path), expected);
    });
  }
});
