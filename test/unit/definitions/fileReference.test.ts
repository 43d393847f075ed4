import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../src/contract/appError';
import {
  fileReferenceTo,
  parseFileReference,
  resolveReference,
  type PathStyle,
} from '../../../src/definitions/fileReference';

const posix = {
  definitionPath: '/home/ada/car/jobs/car.training-job.json',
  projectRoot: '/home/ada/car',
  style: 'posix',
} as const;
const win32 = {
  definitionPath: 'C:\\car\\jobs\\car.training-job.json',
  projectRoot: 'C:\\car',
  style: 'win32',
} as const;

describe('parseFileReference', () => {
  const table: readonly (readonly [value: unknown, path: string | undefined, absolute?: boolean])[] = [
    ['file://data', 'data', false],
    ['file://./data', './data', false],
    ['file://../data', '../data', false],
    ['file:///data', '/data', true],
    ['file:///C:/data', '/C:/data', true],
    ['file://my%20data', 'my data', false],
    ['file://100%', '100%', false],
    ['file://100%25', '100%', false],
    ['file://%E4', '%E4', false],
    ['s3://bucket/key', undefined],
    ['data', undefined],
    ['FILE://data', undefined],
    [7, undefined],
  ];
  for (const [value, path, absolute] of table) {
    it(`reads ${JSON.stringify(value)}`, () => {
      assert.deepEqual(parseFileReference(value), path === undefined ? undefined : { path, absolute });
    });
  }

  it('reads back what fileReferenceTo wrote', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z%0-9 ä]{1,12}$/), (name) => {
        assert.deepEqual(parseFileReference(fileReferenceTo(name)), { path: name, absolute: false });
      }),
    );
  });
});

describe('resolveReference', () => {
  const places: readonly (readonly [value: string, style: PathStyle, path: string])[] = [
    ['file://data', 'posix', '/home/ada/car/jobs/data'],
    ['file://./data/', 'posix', '/home/ada/car/jobs/data'],
    ['file://..', 'posix', '/home/ada/car'],
    ['file://..data', 'posix', '/home/ada/car/jobs/..data'],
    ['file://../image', 'posix', '/home/ada/car/image'],
    ['file:///srv/../data', 'posix', '/data'],
    ['file:///C:/data', 'posix', '/C:/data'],
    ['file://data', 'win32', 'C:\\car\\jobs\\data'],
    ['file://../image/x', 'win32', 'C:\\car\\image\\x'],
    ['file:///D:/data', 'win32', 'D:\\data'],
    ['file:///data', 'win32', 'C:\\data'],
  ];
  for (const [value, style, path] of places) {
    it(`places ${value} on ${style}`, () => {
      assert.equal(resolveReference(value, style === 'posix' ? posix : win32), path);
    });
  }

  const refused: readonly (readonly [value: string, style: PathStyle, code: string])[] = [
    ['file://../..', 'posix', 'reference.escapes'],
    ['file://../../car2', 'posix', 'reference.escapes'],
    ['file://%2e%2e/%2e%2e/x', 'posix', 'reference.escapes'],
    ['file://..\\..\\x', 'win32', 'reference.escapes'],
    ['file://D:/data', 'win32', 'reference.escapes'],
    ['file://\\\\server\\share', 'win32', 'reference.escapes'],
    ['file://', 'posix', 'reference.invalid'],
    ['file://a%00b', 'posix', 'reference.invalid'],
    ['s3://bucket', 'posix', 'reference.invalid'],
  ];
  for (const [value, style, code] of refused) {
    it(`refuses ${value} on ${style}`, () => {
      assert.throws(
        () => resolveReference(value, style === 'posix' ? posix : win32),
        (error) => error instanceof AppError && error.code === code,
      );
    });
  }
});
