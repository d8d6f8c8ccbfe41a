import { isWaived, type Outcome } from '../engine/report.ts';
import { visibleLines, visibleText } from './visible-text.ts';

/** Why an outcome is no pass, in one line; of what is waived, who says so. */
export function outcomeSummary(outcome: Outcome): string {
  const { counterexample, reason } = outcome;
  if (counterexample && !isWaived(outcome)) {
    return visibleText(`expected ${counterexample.expected}; saw ${counterexample.actual}`);
  }
  return reason ? visibleText(`${reason.code}: ${reason.text}`) : '';
}

/** Whether an outcome waits for something to be written, which is told once for all contracts. */
export function isWaiting({ missing }: Outcome): boolean {
  return missing !== undefined;
}

/** Whether an outcome is told as a failure, with all that is known of it. */
export function isFailure(outcome: Outcome): boolean {
  return !isWaiting(outcome) && ['fail', 'flaky', 'inconclusive'].includes(outcome.outcome);
}

/** What was left out, by why. */
export function leftOutByReason(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly Outcome[]> {
  return Map.groupBy(
    outcomes.filter(({ outcome }) => outcome === 'skip' || outcome === 'not-run'),
    ({ outcome, reason }) => `${outcome === 'skip' ? 'skipped' : 'not run'}: ${reason?.text ?? 'no reason given'}`,
  );
}

/** The lines of the shrunk program. */
export function programLines(program: readonly string[]): readonly string[] {
  return program.flatMap(visibleLines);
}

const wireLinesMax = 40;

/** The wire transcript, one call per line, its end when it is long. */
export function wireLines(transcript: NonNullable<Outcome['counterexample']>['transcript']): readonly string[] {
  const left = transcript.length - wireLinesMax;
  const lines = transcript.slice(-wireLinesMax).map(({ atMs, request, response, fault }) => {
    const cause = fault ? `  (fault: ${fault})` : '';
    return visibleText(`+${Math.round(atMs)} ms  ${request} → ${response}${cause}`);
  });
  return left > 0 ? [`(${left} earlier calls left out)`, ...lines] : lines;
}
