import type { CertifyResult } from '../engine/certify-options.ts';
import { isLeftToAnotherShard, isWaived, type Outcome } from '../engine/report.ts';
import { isWaiverWrong } from '../engine/waiver-problems.ts';

export const exitCodes = {
  fine: 0,
  failed: 1,
  usage: 2,
  inconclusive: 3,
  leaked: 4,
  nothingRan: 5,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

export type InterruptSignal = 'SIGINT' | 'SIGTERM';

/** What else a run came to, beside its result. */
export interface RunEnd {
  /** The signal that interrupted the run. */
  readonly signal?: InterruptSignal;
  /** A report could not be written where the user wanted it. */
  readonly outputFailed?: boolean;
  /** A file held a secret and was removed. */
  readonly secretFound?: boolean;
}

/** The exit code of a run. Leaked resources win over everything: they cost money as long as nobody looks. */
export function exitCodeOf(
  { report, problems }: CertifyResult,
  { signal, outputFailed, secretFound }: RunEnd = {},
): number {
  const outcomes = report.providers.flatMap((provider) => provider.outcomes);
  const musts = outcomes.filter(({ level }) => level === 'must');
  if (report.providers.some(({ resources }) => resources.leaked > 0)) return exitCodes.leaked;
  if (signal) return exitCodes[signal];
  // Its evidence is gone, whatever it came to.
  if (secretFound) return exitCodes.inconclusive;
  if (problems.some(({ kind }) => kind === 'usage')) return exitCodes.usage;
  if (problems.length === 0 && !outcomes.some(isJudged)) return exitCodes.nothingRan;
  if (musts.some(isBroken) || outcomes.some(isWaiverWrong)) return exitCodes.failed;
  if (problems.length > 0 || outputFailed || report.run.interrupted) return exitCodes.inconclusive;
  return musts.some((outcome) => isOpen(outcome) && !isLeftToAnotherShard(report.run, outcome))
    ? exitCodes.inconclusive
    : exitCodes.fine;
}

function isJudged({ outcome }: Outcome): boolean {
  return outcome !== 'skip' && outcome !== 'not-run';
}

/** A promise that was seen broken even once is broken, unless somebody answers for it. */
function isBroken(outcome: Outcome): boolean {
  return (outcome.outcome === 'fail' || outcome.outcome === 'flaky') && !isWaived(outcome);
}

function isOpen({ outcome }: Outcome): boolean {
  return outcome === 'inconclusive' || outcome === 'not-run';
}
