/** Requests a second that CloudWatch Logs takes from all followers together; the service's own limit is 5, and others call it too. */
const perSecond = 4;
/** Requests that may follow each other at once after a pause. */
const burst = 4;

const budgets = new Map<string, RequestBudget>();

/**
 * The budget of an account and region: one for all connections of this process, since the service counts by account.
 * @param place what tells accounts and regions apart, also those of other addresses
 */
export function budgetOf(place: string): RequestBudget {
  const budget = budgets.get(place) ?? new RequestBudget();
  budgets.set(place, budget);
  return budget;
}

/** Spreads the requests of all followers of an account and region over time. Times are milliseconds of any clock that goes on. */
export class RequestBudget {
  /** When the request after those that were given a place would have it, without a burst. */
  private next = 0;

  /** Take the next free place. @returns when the request may be sent */
  reserve(now: number): number {
    const interval = 1000 / perSecond;
    const at = Math.max(now, this.next - (burst - 1) * interval);
    this.next = Math.max(this.next, now) + interval;
    return at;
  }
}
