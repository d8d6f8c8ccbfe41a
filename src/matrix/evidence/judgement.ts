import type { Outcome, ReasonCode } from '../../engine/report.ts';

/** What of an outcome decides about a cell. */
export interface Judgement extends Pick<Outcome, 'outcome' | 'level'> {
  readonly reason?: { readonly code: ReasonCode };
  readonly testbed: string;
}

/** The judgement of an outcome that came about on this testbed, unless it names another. */
export function judgementOf({ outcome, level, reason, testbed }: Outcome, testbedOfRun: string): Judgement {
  return { outcome, level, ...(reason && { reason: { code: reason.code } }), testbed: testbed ?? testbedOfRun };
}

/** Whether it says something of the provider; what was left out or broken off says nothing. */
export function isComplete({ outcome, reason }: Judgement): boolean {
  return outcome !== 'not-run' && reason?.code !== 'filtered' && reason?.code !== 'interrupted';
}

/** Whether the contract was really put to the provider, whatever came of it. */
export function isTried({ outcome }: Judgement): boolean {
  return outcome !== 'skip' && outcome !== 'not-run';
}

/** A promise that was seen broken even once is broken. */
export function isBroken({ outcome }: Judgement): boolean {
  return outcome === 'fail' || outcome === 'flaky';
}
