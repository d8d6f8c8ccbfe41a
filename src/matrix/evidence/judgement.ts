import type { Outcome, ReasonCode } from '../../engine/report.ts';

/** What of an outcome decides about a cell. */
export interface Judgement extends Pick<Outcome, 'outcome' | 'level'> {
  readonly reason?: { readonly code: ReasonCode };
  readonly testbed: string;
  /** When the run ended that it is from; only in a merged report, which may have it from a run long before. */
  readonly finishedAt?: string;
}

/** What one run says of each contract. */
export interface Judgements {
  /** Where in the list a contract is. */
  readonly places: ReadonlyMap<string, number>;
  readonly list: readonly Judgement[];
}

export function judgementOn(contract: string, { places, list }: Judgements): Judgement | undefined {
  const place = places.get(contract);
  return place === undefined ? undefined : list[place];
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
