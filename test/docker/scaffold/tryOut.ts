import { messageOf } from '../../../src/contract/appError';
import type { CheckedRule } from '../../../src/jobs/containerCheck';

/** What came of a try, and how long it took: a cell of a table. What went wrong is said on stderr. */
export async function tried(act: () => Promise<string>): Promise<string> {
  const started = performance.now();
  const said = await act().catch((error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    return 'FAILED';
  });
  return `${said}, ${((performance.now() - started) / 1000).toFixed(0)} s`;
}

/** How many rules a container keeps, and those that it does not. */
export function sumOf(rules: readonly CheckedRule[]): string {
  const named = (verdict: string) => rules.filter((one) => one.verdict === verdict).map(({ rule }) => rule);
  const parts = [
    ...named('fail').map((rule) => `FAILED ${rule}`),
    ...named('warning').map((rule) => `warns of ${rule}`),
  ];
  return [`${String(named('pass').length)} rules kept`, ...parts].join(', ');
}
