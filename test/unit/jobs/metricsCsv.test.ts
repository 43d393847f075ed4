import assert from 'node:assert/strict';
import { metricsCsv, metricsCsvRow } from '../../../src/jobs/metricsCsv';

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe('metrics as CSV', () => {
  it('has a header, ISO times and rows that end with CR LF', () => {
    const tables = new Map([
      ['car', [{ name: 'loss', value: 0.5, at, host: 'algo-1' }]],
      ['bike', [{ name: 'loss', value: -1e-7, at }]],
    ]);
    assert.equal(
      metricsCsv(tables),
      'job,metric,timestamp,value,host\r\n' +
        'car,loss,2026-01-02T03:04:05.678Z,0.5,algo-1\r\n' +
        'bike,loss,2026-01-02T03:04:05.678Z,-1e-7,\r\n',
    );
  });

  const fields: readonly (readonly [name: string, field: string])[] = [
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['a b', 'a b'],
    ['損失', '損失'],
  ];
  for (const [name, field] of fields) {
    it(`RFC 4180: writes ${JSON.stringify(name)} as ${JSON.stringify(field)}`, () => {
      assert.equal(metricsCsvRow('car', { name, value: 1, at }).split(',20')[0], `car,${field}`);
    });
  }

  it('is only its header where nothing was said', () => {
    assert.equal(metricsCsv(new Map([['car', []]])), 'job,metric,timestamp,value,host\r\n');
  });
});
