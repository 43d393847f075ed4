import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDefinition } from '../../../src/definitions/parseDefinition';
import { validateDefinition } from '../../../src/validation/validateDefinition';
import { isInText } from '../definitions/coveredText';
import { project } from './fakeFiles';
import { spoiltKinds, spoiltRequest } from './spoiltRequest';

describe('parsing and validating anything', () => {
  for (const kind of spoiltKinds) {
    it(`never throws and points into the text of a spoilt ${kind}`, () => {
      fc.assert(
        fc.property(spoiltRequest(kind), fc.constantFrom(0, 2), (request, indent) => {
          const path = kind === 'hyperparameters' ? '/car/hyperparameters.json' : `/car/car.${kind}.json`;
          const text = JSON.stringify(request, null, indent);
          const { definition, diagnostics } = parseDefinition(path, text);
          const found = definition
            ? validateDefinition(definition, project, { projectRoot: '/car', style: 'posix' })
            : [];
          for (const { range } of [...diagnostics, ...found]) assert.ok(isInText(text, range), JSON.stringify(range));
        }),
        { numRuns: 1_000 },
      );
    });
  }
});
