import { isWaived, type Outcome } from '../engine/report.ts';
import { cutText } from './cut-text.ts';
import { visibleLines, visibleText } from './visible-text.ts';

/** A provider may throw a megabyte, and nobody reads more of it than this. */
const partLengthMax = 4_000;
const linesLengthMax = 20_000;

/** Why an outcome is no pass, in one line; of what is waived, who says so. */
export function outcomeSummary(outcome: Outcome): string {
  const { counterexample, reason } = outcome;
  if (counterexample && !isWaived(outcome)) {
    return visibleText(`expected ${part(counterexample.expected)}; saw ${part(counterexample.actual)}`);
  }
  return reason ? visibleText(`${reason.code}: ${part(reason.text)}`) : '';
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
  return program.flatMap((line) => visibleLines(cutText(line, linesLengthMax)));
}

const wireLinesMax = 40;

/** The wire transcript, one call per line, its end when it is long. */
export function wireLines(transcript: NonNullable<Outcome['counterexample']>['transcript']): readonly string[] {
  const left = transcript.length - wireLinesMax;
  const lines = transcript.slice(-wireLinesMax).map(({ atMs, request, response, fault }) => {
    const cause = fault ? `  (fault: ${fault})` : '';
    return visibleText(`+${Math.round(atMs)} ms  ${part(request)} → ${part(response)}${part(cause)}`);
  });
  return left > 0 ? [`(${left} earlier calls left out)`, ...lines] : lines;
}

function part(text: string): string {
  return cutText(text, partLengthMax);
}
