import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateFile } from '../../../../src/validation/files/validateFile';
import { repository } from '../../../machine/repository';
import type { Asked, Served } from '../../../process/sparkml/asked';
import { served } from '../../../process/sparkml/cases';
import { fakeFiles } from '../fakeFiles';
import { carBundles } from '../mleap/bundles';

type Answers = Readonly<Record<string, readonly [status: number, contentType: string, body: string]>>;

const golden = JSON.parse(readFileSync(join(repository, 'test', 'golden', 'sparkml-serving.json'), 'utf8')) as Readonly<
  Record<string, Answers>
>;

/** What of a request only the labels of the model decide, which the rules don't read. */
const ofTheModel = /^Unseen label|^key not found|^For input string: "x"$/;

/** Errors that are not about this very request. */
const others: readonly string[] = [
  // T09 is right about every list but an empty one.
  'array of byte of []',
  'array of short of []',
  // E03 is about the requests that don't say what they accept.
  'its own Accept',
];

/** The codes of all errors in a model and in the fixture that calls it. */
async function errorsOf(one: Served, asked: Asked): Promise<readonly string[]> {
  const { contentType = 'application/json', accept = '', body = '' } = asked;
  const model = {
    PrimaryContainer: {
      Image: 'sagemaker-sparkml-serving:3.3',
      ModelDataUrl: 'file://model.tar.gz',
      Environment: one.environment,
    },
  };
  const fixture = {
    EndpointName: 'file://real.model.json',
    ...(contentType !== '' && { ContentType: contentType }),
    ...(accept !== '' && { Accept: accept }),
    Body: body,
  };
  const texts = {
    '/real/real.model.json': JSON.stringify(model),
    '/real/real.invocation.json': JSON.stringify(fixture),
  };
  const files = fakeFiles({ ...texts, '/real/model.tar.gz': '' });
  const models = { read: () => Promise.resolve(carBundles[one.pipeline]) };
  const context = { files, models, style: 'posix', projectRootOf: () => '/real' } as const;
  const found = await Promise.all(Object.entries(texts).map(([path, text]) => validateFile({ path, text }, context)));
  return found.flat().flatMap(({ code, severity, message }) => (severity === 'error' ? [`${code} ${message}`] : []));
}

describe('the rules of SparkML and the real container', () => {
  for (const [name, one] of Object.entries(served)) {
    it(`agree on every request: ${name}`, async () => {
      const wrong: unknown[] = [];
      for (const [what, asked] of Object.entries(one.asked)) {
        const [status = 0, , answer = ''] = golden[name]?.[what] ?? [];
        // A fixture calls /invocations, by POST.
        if (asked.method !== undefined || asked.path !== undefined || ofTheModel.test(answer)) continue;
        if (others.includes(what)) continue;
        const errors = await errorsOf(one, asked);
        if (errors.length > 0 !== status >= 300) wrong.push({ what, status, answer, errors });
      }
      assert.deepEqual(wrong, []);
    });
  }
});
