import { AppError, messageOf } from '../../contract/appError';

/** What rows of a list have in common. */
export interface Listed {
  readonly arn?: string;
  readonly createdAt: number;
}

/** A part of a list. */
export interface ListedPart<Row> {
  readonly rows: readonly Row[];
  /** Where the list goes on. */
  readonly next?: string | undefined;
}

/** Reads a part of a list; from its beginning when `after` is absent. */
export type ReadPart<Row> = (after?: string) => Promise<ListedPart<Row>>;

/** Parts without any row are normal where few fit a filter; so many are read before a person is asked to go on. */
const mostEmpty = 5;

/** A list of AWS as far as it was read, newest first. */
export class Listing<Row extends Listed> {
  rows: readonly Row[] = [];
  next: string | undefined;
  /** Why it could not be read the last time. */
  problem: AppError | undefined;
  private reading: Promise<void> | undefined;
  /** Whether somebody has opened it. */
  isRead = false;

  /** @param opened is called once it was read for the first time: others show how many rows it has */
  constructor(
    private readonly read: ReadPart<Row>,
    private readonly opened: () => void = () => undefined,
  ) {}

  /** Read its beginning where nobody has; what was read is there at once, also while it is read again. Never rejects: see `problem`. */
  open(): Promise<void> {
    return this.isRead ? Promise.resolve() : this.refresh().then(this.opened);
  }

  /** Read its beginning again; what was read behind that stays. */
  refresh(): Promise<void> {
    return this.alone(async () => {
      const first = await this.some();
      const isFirst = !this.isRead;
      this.isRead = true;
      const fresh = new Set(first.rows.map(({ arn }) => arn));
      const oldest = first.rows.at(-1)?.createdAt ?? -Infinity;
      const behind = this.rows.filter(({ arn, createdAt }) => !fresh.has(arn) && createdAt <= oldest);
      // Without a place to go on, the beginning is all there is.
      const isAll = first.next === undefined;
      this.rows = isAll ? first.rows : [...first.rows, ...behind];
      if (isAll || isFirst || behind.length === 0) this.next = first.next;
    });
  }

  /** Read on. */
  more(): Promise<void> {
    const { next } = this;
    if (next === undefined) return Promise.resolve();
    return this.alone(async () => {
      const part = await this.some(next);
      const known = new Set(this.rows.map(({ arn }) => arn));
      this.rows = [...this.rows, ...part.rows.filter(({ arn }) => !known.has(arn))];
      this.next = part.next;
    });
  }

  private async some(after?: string): Promise<ListedPart<Row>> {
    let part = await this.read(after);
    for (let empty = 1; part.rows.length === 0 && part.next !== undefined && empty < mostEmpty; empty += 1)
      part = await this.read(part.next);
    return part;
  }

  /** One reading at a time: who asks meanwhile waits for it. */
  private alone(work: () => Promise<void>): Promise<void> {
    this.reading ??= work()
      .then(() => {
        this.problem = undefined;
      })
      .catch((error: unknown) => {
        this.isRead = true;
        this.problem = asAppError(error);
      })
      .finally(() => {
        this.reading = undefined;
      });
    return this.reading;
  }
}

/** Any failure as one that can be shown in a row. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('aws.unexpected', messageOf(error), '', { cause: error });
}
