import type { OutcomeKind } from './report.ts';
import { confirmationsMax, type Tally } from './run-contract.ts';
import type { WorkerMessage } from './worker-protocol.ts';

/**
 * Why what a worker says of a contract does not follow from how it says that the cases ended, or undefined. The parent
 * works the outcome out for itself: a word that does not fit the counts is a forgery or a defect, and never a pass.
 */
export function whyUntrue(
  { outcome, tally, failure }: Extract<WorkerMessage, { type: 'outcome' }>,
  asked: { readonly id: string; readonly level: 'must' | 'should'; readonly seed: number },
): string | undefined {
  if (outcome.contract !== asked.id) return `forged: asked about ${asked.id}, it answered about ${outcome.contract}`;
  if (outcome.level !== asked.level || outcome.seed !== asked.seed)
    return 'forged: its level or seed was not asked for';
  const counted = tally.held + tally.violated + tally.broken + tally.cut;
  if (outcome.cases !== counted) return `forged: it says ${outcome.cases} cases and counts ${counted}`;
  const kind = kindOf(tally);
  if (outcome.outcome !== kind) return `forged: it says ${outcome.outcome}, and its cases say ${kind}`;
  const shown = outcome.counterexample !== undefined && failure !== undefined;
  if (shown !== (kind === 'fail'))
    return `forged: it says ${kind}, ${shown ? 'and shows' : 'but shows no'} counterexample`;
  return undefined;
}

function kindOf({ held, violated, broken, interrupted, replayed, failedAgain, acting }: Tally): OutcomeKind {
  if (interrupted) return 'not-run';
  if (broken > 0) return 'inconclusive';
  if (violated === 0) return held === 0 || acting === 0 ? 'skip' : 'pass';
  if (replayed > failedAgain) return 'flaky';
  return failedAgain === confirmationsMax ? 'fail' : 'not-run';
}
