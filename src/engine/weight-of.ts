import type { OutcomeKind, ReasonCode } from './report.ts';

/** What of an outcome says how much it weighs beside those of other testbeds. */
export interface Weighed {
  readonly outcome: OutcomeKind;
  readonly reason?: { readonly code: ReasonCode };
}

/** The less, the more it says: of a contract, the outcome of least weight is its best evidence. */
export function weightOf({ outcome, reason }: Weighed): number {
  const exact = weights.indexOf(`${outcome} ${reason?.code}`);
  return exact >= 0 ? exact : weights.indexOf(outcome);
}

/**
 * What was seen broken anywhere is broken, and what nobody answers for first; then what was judged; then the reasons why
 * not, the one that binds most first.
 */
const weights: readonly string[] = [
  'fail',
  'flaky',
  'fail waived',
  'flaky waived',
  'pass',
  'inconclusive',
  'skip testbed-cannot',
  'skip capability-absent',
  'skip waived',
  'not-run',
  'skip',
];
