import type { Outcome, Verdict } from './report.ts';

/**
 * The verdict of one provider, from its outcomes alone. Only `must` contracts count; what was not run, or skipped for
 * any other reason than an absent capability, can never certify.
 */
export function verdictOf(outcomes: readonly Outcome[]): Verdict {
  const musts = outcomes.filter((outcome) => outcome.level === 'must');
  if (musts.some((outcome) => outcome.outcome === 'fail')) return 'failed';
  if (musts.some((outcome) => outcome.outcome === 'flaky' || outcome.outcome === 'inconclusive')) return 'inconclusive';
  if (musts.length === 0 || musts.some(isLeftOut)) return 'incomplete';
  return musts.some(isUnjudged) ? 'partial' : 'certified';
}

function isLeftOut(outcome: Outcome): boolean {
  if (outcome.outcome === 'not-run') return true;
  if (outcome.outcome !== 'skip') return false;
  return outcome.reason?.code !== 'capability-absent' && outcome.reason?.code !== 'testbed-cannot';
}

function isUnjudged(outcome: Outcome): boolean {
  return outcome.outcome === 'skip' && outcome.reason?.code === 'testbed-cannot';
}
