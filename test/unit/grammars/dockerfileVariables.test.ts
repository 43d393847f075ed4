import assert from 'node:assert/strict';
import { dockerfileVariables } from '../../../src/grammars/dockerfileVariables';

/** The variables of a Dockerfile with their values, those that are not known with nothing. */
function read(...lines: readonly string[]): readonly string[] {
  return dockerfileVariables(lines.join('\n')).map(({ name, value }) => `${name.text}${value ? `=${value.text}` : ''}`);
}

describe('variables of a Dockerfile', () => {
  it('are put into others', () => {
    assert.deepEqual(read('FROM x', 'ARG A=1', 'ENV B=$A C="<${A}>" D=\'$A\''), ['A=1', 'B=1', 'C=<1>', 'D=$A']);
    assert.deepEqual(read('FROM x', 'ENV A "1 2"', 'ENV B $A'), ['A=1 2', 'B=1 2']);
  });

  it('hold what they held before the instruction', () => {
    assert.deepEqual(read('FROM x', 'ENV A=1', 'ENV A=2 B=$A', 'ENV C=$A'), ['A=1', 'A=2', 'B=1', 'C=2']);
  });

  it('are those of ENV before those of ARG', () => {
    assert.deepEqual(read('FROM x', 'ENV A=1', 'ARG A=2', 'ENV B=$A').at(-1), 'B=1');
  });

  it('go from stage to stage where one continues another, but for arguments', () => {
    const lines = ['FROM x AS One', 'ENV A=1', 'ARG B=2', 'FROM y', 'ENV C=$A', 'FROM one', 'ENV D=$A', 'ENV E=$B'];
    assert.deepEqual(read(...lines).slice(2), ['C', 'D=1', 'E']);
  });

  it('are seen in a stage that names them, where they stand before all stages', () => {
    assert.deepEqual(read('ARG A=1', 'FROM x:$A', 'ENV B=$A', 'ARG A', 'ENV C=$A'), ['A=1', 'B', 'A=1', 'C=1']);
  });

  it('are not known where somebody else gives them', () => {
    const lines = ['FROM x', 'ARG A', 'ARG B=""', 'ENV C=$A', 'ENV D=$B', 'ENV E=$PATH', 'ENV F=${A:-1}'];
    assert.deepEqual(read(...lines), ['A', 'B', 'C', 'D', 'E', 'F']);
  });

  it('may stand in one line, with and without values', () => {
    assert.deepEqual(read('FROM x', 'ARG A B=1 C'), ['A', 'B=1', 'C']);
  });
});
