import { numberIn, type Plain } from './plainJson';

/** What a training job has taken and what of it is billed, as lines for people. */
export function summaryOf(described: Plain): readonly string[] {
  const [taken, billed] = [numberIn(described, 'TrainingTimeInSeconds'), numberIn(described, 'BillableTimeInSeconds')];
  if (taken === undefined) return [];
  const saved = billed !== undefined && taken > 0 && described['EnableManagedSpotTraining'] === true;
  const spot = saved ? `, ${String(Math.round(100 * (1 - billed / taken)))} % saved by spot instances` : '';
  return [`Training took ${String(taken)} s${billed === undefined ? '' : `, ${String(billed)} s are billed`}${spot}.`];
}
