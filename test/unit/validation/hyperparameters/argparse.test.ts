import assert from 'node:assert/strict';
import { parseDefinition } from '../../../../src/definitions/parseDefinition';
import { readArgparse } from '../../../../src/validation/hyperparameters/argparseScript';
import { validateDefinition } from '../../../../src/validation/validateDefinition';
import { fakeFiles } from '../fakeFiles';
import type { Json } from '../goodRequests';
import { trainedBy } from './badHyperparameters';

const script = `import argparse, os

def parse_args():
    parser = argparse.ArgumentParser(description='trains')
    parser.add_argument('--epochs', type=int, default=10, help='how often')
    parser.add_argument("--lr", "--learning-rate", type=float, required=True)
    parser.add_argument('-k', type=int)
    parser.add_argument('--opt' 'imizer', choices=['adam', 'sgd'])
    parser.add_argument('--shuffle', type=bool, default=True)
    group = parser.add_argument_group('more')
    group.add_argument('--verbose', action='store_true')
    parser.add_argument('--model-dir', default=os.environ['SM_MODEL_DIR'])
    return parser.parse_args()

if __name__ == '__main__':
    args = parse_args()
`;
const dockerfile = 'FROM x\nCOPY train.py /opt/ml/code/\nENV SAGEMAKER_PROGRAM=train.py\n';
const good: Json = { epochs: '5', lr: '1e-3' };

function codes(values: Json, text = script, change: Readonly<Record<string, string>> = {}): readonly string[] {
  const disk = { '/car/image/Dockerfile': dockerfile, '/car/image/train.py': text, '/car/data/x': '', ...change };
  const content = JSON.stringify(trainedBy('file://image', values));
  const { definition } = parseDefinition('/car/car.training-job.json', content);
  assert.ok(definition);
  const place = { projectRoot: '/car', style: 'posix', readScript: readArgparse } as const;
  return validateDefinition(definition, fakeFiles(disk), place).map(
    ({ code, severity }) => code + (severity === 'error' ? '' : ` ${severity}`),
  );
}

describe('hyperparameters of a script', () => {
  it('are those of one command each where it has commands', () => {
    const commands = [
      "commands = parser.add_subparsers(dest='command')",
      "train = commands.add_parser('train')",
      "train.add_argument('--epochs', type=int, required=True)",
    ];
    const text = ['import argparse', 'parser = argparse.ArgumentParser()', ...commands, 'args = parser.parse_args()'];
    assert.deepEqual(codes({ epochs: 'many' }, text.join('\n')), []);
    assert.deepEqual(codes({ other: '1' }, text.join('\n')), []);
  });

  it('are read from its argparse', () => {
    const known = readArgparse(script, 'train.py');
    assert.equal(known?.isClosed, true);
    assert.deepEqual(
      known.parameters.map(({ name, type, required = false, words, trap }) => [name, type, required, words ?? trap]),
      [
        ['epochs', 'integer', false, undefined],
        ['lr', 'float', true, undefined],
        ['k', 'integer', false, undefined],
        ['optimizer', 'string', false, ['adam', 'sgd']],
        ['shuffle', 'string', false, 'bool'],
        ['verbose', 'string', false, 'flag'],
        ['model-dir', 'string', false, undefined],
      ],
    );
    assert.deepEqual(known.parameters[0], { name: 'epochs', type: 'integer', default: '10', description: 'how often' });
  });

  const bad: readonly (readonly [what: string, values: Json, code: string])[] = [
    ['an unknown name', { ...good, epoch_count: '5' }, 'H12'],
    ['an underscore for a hyphen', { ...good, model_dir: '/x' }, 'H12'],
    ['text for a whole number', { ...good, epochs: 'five' }, 'H13'],
    ['a fraction that JSON makes of a whole number', { ...good, epochs: '1e1' }, 'H13'],
    ['text for a number', { lr: 'slow' }, 'H13'],
    ['no choice', { ...good, optimizer: '"adagrad"' }, 'H14'],
    ['nothing for what is required', { epochs: '5' }, 'H15'],
    ['false for type=bool', { ...good, shuffle: 'false' }, 'H18 warning'],
    ['a value for a flag', { ...good, verbose: 'true' }, 'H19'],
  ];
  for (const [what, values, code] of bad)
    it(`must not be ${what} (${code})`, () => assert.deepEqual(codes(values), [code]));

  for (const [what, values] of [
    ['what it takes', good],
    ['a JSON text', { ...good, optimizer: '"adam"' }],
    ['another name of an option', { 'learning-rate': '0.1' }],
    ['the beginning of an option', { ...good, epo: '3' }],
    ['one letter', { ...good, k: '3' }],
    ['true for type=bool', { ...good, shuffle: 'true' }],
    ['what the toolkit keeps', { ...good, sagemaker_region: '"eu-west-1"' }],
  ] as const) {
    it(`may be ${what}`, () => assert.deepEqual(codes(values), []));
  }

  const open: readonly (readonly [what: string, text: string])[] = [
    ['parse_known_args', script.replace('parser.parse_args()', 'parser.parse_known_args()[0]')],
    ['sys.argv', `import sys\nprint(sys.argv)\n${script}`],
    ['a list of its own', script.replace('parser.parse_args()', 'parser.parse_args(make())')],
    ['subcommands', script.replace('group = parser', 'parser.add_subparsers()\n    group = parser')],
    ['options that are added elsewhere', script.replace('    group =', '    more(parser)\n    group =')],
    ['options that are computed', script.replace("'-k'", 'name')],
    ['unpacked options', script.replace("'-k', type=int", '*names')],
    ['another parser above', script.replace("description='trains'", 'parents=[base]')],
    ['classes', script.replace('    group =', '    parser.add_arguments(Options, dest="options")\n    group =')],
    ['a parser of another package', script.replace('import argparse', 'import jsonargparse as argparse')],
    ['a parser of its own', script.replace('import argparse', 'from .tools import argparse')],
  ];
  for (const [what, text] of open) {
    it(`may have any name where it reads the command line by ${what}`, () => {
      assert.deepEqual(codes({ ...good, zebra: '1' }, text), []);
    });
  }

  it('must still be right where only unknown names are let pass', () => {
    const text = script.replace('parser.parse_args()', 'parser.parse_known_args()[0]');
    assert.deepEqual(codes({ epochs: 'five', epoch: '1' }, text), ['H15', 'H13']);
    const own = script.replace('parser.parse_args()', 'parser.parse_args(make())');
    assert.deepEqual(codes({ epochs: 'five' }, own), []);
  });

  it('may be a number in another form than its choice', () => {
    const text = script.replace("'-k', type=int", "'-k', type=float, choices=[1, 2]");
    assert.deepEqual(codes({ ...good, k: '1.0' }, text), []);
    assert.deepEqual(codes({ ...good, k: '3' }, text), ['H14']);
    assert.deepEqual(codes({ ...good, k: 'one' }, text), ['H13']);
  });

  it('are read where the parser is imported by its name', () => {
    const text = script.replace('import argparse', 'from argparse import ArgumentParser as Parser\nimport');
    const named = text.replace('argparse.ArgumentParser(', 'Parser(').replace('import, os', 'import os');
    assert.deepEqual(codes({ ...good, zebra: '1' }, named), ['H12']);
  });

  it('are not required where an option is added on a condition', () => {
    const text = script.replace('    parser.add_argument("--lr"', '    if os.name:\n      parser.add_argument("--lr"');
    assert.deepEqual(codes({}, text), []);
  });

  it('are whatever it likes where the script is not known, or something else is run', () => {
    const wrong = { zebra: '1' };
    assert.deepEqual(codes(wrong, 'print("hello")'), []);
    assert.deepEqual(codes(wrong, 'def broken(:\n  parser.add_argument('), []);
    assert.deepEqual(codes(wrong, script, { '/car/image/Dockerfile': 'FROM x\nCOPY train.py /opt/ml/code/\n' }), []);
    const own = `${dockerfile}ENTRYPOINT ["python", "/opt/ml/code/train.py"]\n`;
    assert.deepEqual(codes(wrong, script, { '/car/image/Dockerfile': own }), []);
    assert.deepEqual(codes(wrong, script, { '/car/image/train.py': '' }), []);
  });

  it('are judged by a script beside hyperparameters.json', () => {
    const values = { sagemaker_program: '"train.py"', epochs: 'null', lr: '1' };
    const { definition } = parseDefinition('/car/hyperparameters.json', JSON.stringify(values));
    assert.ok(definition);
    const place = { projectRoot: '/car', style: 'posix', readScript: readArgparse } as const;
    const found = validateDefinition(definition, fakeFiles({ '/car/code/train.py': script }), place);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['H10', 'H13'],
    );
  });
});
