import assert from 'node:assert/strict';
import { AppError } from '../../../src/contract/appError';
import { Listing, type Listed } from '../../../src/vscode/aws/listing';

/** Rows `from` … `to`, newest first, as a service would page them. */
class Service {
  rows: readonly Listed[];
  readonly asked: (string | undefined)[] = [];

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, index) => row(count - index));
  }

  readonly read = async (after?: string) => {
    this.asked.push(after);
    const start = after === undefined ? 0 : this.rows.findIndex(({ arn }) => arn === after) + 1;
    const rows = this.rows.slice(start, start + 3);
    const isLast = start + 3 >= this.rows.length;
    return { rows, ...(!isLast && { next: rows.at(-1)?.arn }) };
  };
}

function row(at: number): Listed {
  return { arn: `arn:${at}`, createdAt: at };
}

const arns = (listing: Listing<Listed>) => listing.rows.map(({ arn }) => arn);

describe('a list of AWS', () => {
  it('is read once, and on when somebody asks', async () => {
    const service = new Service(7);
    const listing = new Listing(service.read);
    await Promise.all([listing.open(), listing.open()]);
    await listing.open();
    assert.deepEqual(service.asked, [undefined]);
    await listing.more();
    await listing.more();
    await listing.more();
    assert.equal(listing.rows.length, 7);
    assert.equal(listing.next, undefined);
    assert.equal(service.asked.length, 3);
  });

  it('keeps what was read behind its beginning when that is read again', async () => {
    const service = new Service(7);
    const listing = new Listing(service.read);
    await listing.open();
    await listing.more();
    service.rows = [row(9), ...service.rows];
    await listing.refresh();
    assert.deepEqual(arns(listing), ['arn:9', 'arn:7', 'arn:6', 'arn:5', 'arn:4', 'arn:3', 'arn:2'].slice(0, 7));
    await listing.more();
    assert.deepEqual(arns(listing).at(-1), 'arn:1');
    assert.equal(new Set(arns(listing)).size, listing.rows.length);
  });

  it('lets go what was deleted at its beginning', async () => {
    const service = new Service(3);
    const listing = new Listing(service.read);
    await listing.open();
    service.rows = service.rows.slice(1);
    await listing.refresh();
    assert.deepEqual(arns(listing), ['arn:2', 'arn:1']);
  });

  it('goes over parts in which nothing fits', async () => {
    const parts = [{ rows: [], next: 'a' }, { rows: [], next: 'b' }, { rows: [row(1)] }];
    const listing = new Listing(async () => parts.shift() ?? { rows: [] });
    await listing.open();
    assert.deepEqual(arns(listing), ['arn:1']);
  });

  it('tells why it could not be read, keeps its rows, and can be read again', async () => {
    const service = new Service(2);
    const listing = new Listing(service.read);
    await listing.open();
    const failing = new Listing(async (): Promise<{ rows: readonly Listed[] }> => {
      throw new AppError('aws.expired', 'Too old.', 'Sign in.');
    });
    await failing.open();
    assert.equal(failing.problem?.code, 'aws.expired');
    assert.deepEqual(arns(failing), []);
    let isDown = true;
    const shaky = new Listing(async () => {
      if (isDown) throw new Error('no route');
      return { rows: [row(1)] };
    });
    await shaky.open();
    assert.equal(shaky.problem?.message, 'no route');
    isDown = false;
    await shaky.refresh();
    assert.equal(shaky.problem, undefined);
    assert.deepEqual(arns(shaky), ['arn:1']);
  });
});
