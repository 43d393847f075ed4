import assert from 'node:assert/strict';
import fc from 'fast-check';
import { base64Of, bytesOf, hexDump, languageOf, textOf } from '../../../src/webviews/inspector/content';
import type { InspectedHop, Send } from '../../../src/webviews/inspector/inspectorMessages';
import { joined, keepable, requestOf, restored, withSend } from '../../../src/webviews/inspector/sends';

const hop = (index: number, body = ''): InspectedHop => ({
  ...{ index, container: `c${index}`, stream: `c${index}`, milliseconds: 1, log: [] },
  request: { headers: { 'content-type': 'text/csv', 'x-amzn-sagemaker-custom-attributes': 'trace=1' }, body },
});
const send = (id: number, hops: readonly InspectedHop[] = []): Send => ({
  ...{ id, at: 0, from: 0, hops },
  request: { contentType: '', accept: '', customAttributes: '', body: '' },
});

describe('a body in the inspector', () => {
  it('comes back as it was written, in any script', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text)),
        (text) => {
          assert.equal(textOf(bytesOf(base64Of(text))), text);
        },
      ),
    );
  });

  for (const [title, bytes, text] of [
    ['tabs and line ends', [97, 9, 98, 13, 10], 'a\tb\r\n'],
    ['broken UTF-8', [0xc3, 0x28], undefined],
    ['a null', [97, 0], undefined],
    ['nothing', [], ''],
  ] as const) {
    it(`with ${title} is ${text === undefined ? 'no text' : 'a text'}`, () => {
      assert.equal(textOf(Uint8Array.from(bytes)), text);
    });
  }

  it('is shown as bytes and ASCII, up to a length', () => {
    const bytes = Uint8Array.from([0, 65, 66, 255, ...Array.from({ length: 30 }, () => 46)]);
    assert.equal(hexDump(bytes, 4), '00000000  00 41 42 ff                                      .AB.');
    assert.equal(hexDump(bytes, 1_000).split('\n').length, 3);
  });

  it('is opened as what its type says', () => {
    assert.deepEqual(['application/json', 'text/xml', 'text/csv'].map(languageOf), ['json', 'xml', 'plaintext']);
  });
});

describe('sends of the inspector', () => {
  it('keep the hops before the one that was sent again', () => {
    const pinned = send(1, [hop(0, 'old'), hop(1, 'old'), hop(2, 'old')]);
    assert.deepEqual(
      joined(pinned, 1, [hop(1, 'new')]).map(({ index, request }) => `${index} ${request.body}`),
      ['0 old', '1 new'],
    );
    assert.deepEqual(joined(undefined, 0, [hop(0)]), [hop(0)]);
  });

  it('are remembered up to a number, and kept up to a size', () => {
    let sends: readonly Send[] = [];
    for (let id = 1; id <= 25; id += 1) sends = withSend(sends, send(id, [hop(0, 'x'.repeat(100_000))]));
    assert.deepEqual([sends[0]?.id, sends.at(-1)?.id, sends.length], [6, 25, 20]);
    assert.deepEqual(
      keepable(sends).map(({ id }) => id),
      [17, 18, 19, 20, 21, 22, 23, 24, 25],
    );
  });

  it('give a hop back as a request', () => {
    assert.deepEqual(requestOf(hop(1, 'QQ==')), {
      contentType: 'text/csv',
      accept: '',
      customAttributes: 'trace=1',
      body: 'QQ==',
    });
  });

  it('begin with a request to write where nothing was kept', () => {
    assert.deepEqual(restored({}).sends, []);
    assert.equal(restored({}).request.contentType, 'text/csv');
  });
});
