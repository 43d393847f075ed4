import assert from 'node:assert/strict';
import { importCycles } from '../../guards/importGraph';
import { importFaults } from '../../guards/importRules';
import { readSources } from '../../guards/readSources';

const sources = (files: Record<string, string>) => new Map(Object.entries(files));

describe('imports of src', () => {
  const all = readSources();

  it('finds the sources', () => assert.ok(all.size > 10));
  it('cross no wall between rooms', () => assert.deepEqual(importFaults(all), []));
  it('form no cycle, type-only ones included', () => assert.deepEqual(importCycles(all), []));
});

describe('the guard of walls between rooms', () => {
  const target = { 'local/run.ts': '', 'jobs/jobState.ts': '', 'engines/engine.ts': '', 'contract/labels.ts': '' };
  const cases: readonly (readonly [file: string, text: string, fault: string])[] = [
    ['contract/x.ts', `import { join } from 'node:path';`, 'contract/x.ts must not import node:path'],
    [
      'contract/x.ts',
      `import type { J } from '../jobs/jobState';`,
      'contract/x.ts must not import jobs/jobState (type only)',
    ],
    ['jobs/x.ts', `import * as vscode from 'vscode';`, 'jobs/x.ts must not import vscode'],
    [
      'definitions/x.ts',
      `import { C } from '@aws-sdk/client-sagemaker';`,
      'definitions/x.ts must not import @aws-sdk/client-sagemaker',
    ],
    ['validation/x.ts', `import 'dockerode';`, 'validation/x.ts must not import dockerode'],
    ['vscode/x.ts', `import type { R } from '../local/run';`, 'vscode/x.ts must not import local/run (type only)'],
    ['vscode/x.ts', `const m = await import('../engines/engine');`, 'vscode/x.ts must not import engines/engine'],
    [
      'engines/x.ts',
      `type T = import('../jobs/jobState').T;`,
      'engines/x.ts must not import jobs/jobState (type only)',
    ],
    ['engines/x.ts', `export { x } from '../local/run';`, 'engines/x.ts must not import local/run'],
    ['cli.ts', `import 'vscode';`, 'cli.ts must not import vscode'],
    ['jobs/x.ts', `import '../extension';`, 'jobs/x.ts must not import extension'],
    ['attic/x.ts', '', 'attic/x.ts: no rule says what attic may import'],
    ['jobs/x.ts', `import { y } from './gone';`, 'jobs/x.ts imports jobs/gone, which is not a file'],
  ];
  for (const [file, text, fault] of cases) {
    it(`says: ${fault}`, () => {
      assert.deepEqual(importFaults(sources({ ...target, 'extension.ts': '', [file]: text })), [fault]);
    });
  }

  it('lets types of the API and arrows of the plan pass', () => {
    const fine = {
      ...target,
      'definitions/x.ts': `import type { T } from '@aws-sdk/client-sagemaker'; import { l } from '../contract/labels';`,
      'local/y.ts': `import { e } from '../engines/engine'; import { s } from '../jobs/jobState'; import fs from 'node:fs';`,
      'extension.ts': `import { r } from './local/run'; import * as vscode from 'vscode';`,
    };
    assert.deepEqual(importFaults(sources(fine)), []);
  });
});

describe('the guard of cycles', () => {
  it('follows type-only and lazy imports', () => {
    const files = {
      'a/x.ts': `import type { Y } from './y';`,
      'a/y.ts': `const z = () => import('./z');`,
      'a/z.ts': `import './x';`,
    };
    assert.deepEqual(importCycles(sources(files)), ['a/x.ts → a/y.ts → a/z.ts → a/x.ts']);
  });

  it('is silent about a diamond', () => {
    const files = {
      'a/x.ts': `import './y'; import './z';`,
      'a/y.ts': `import './w';`,
      'a/z.ts': `import './w';`,
      'a/w.ts': '',
    };
    assert.deepEqual(importCycles(sources(files)), []);
  });
});
