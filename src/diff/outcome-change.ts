import type { Outcome, OutcomeKind } from '../engine/report.ts';
import type { Effect, OutcomeChange } from './diff-schema.ts';

/** What became of a contract; nothing where it came to the same. */
export function outcomeChange(provider: string, before: Outcome, after: Outcome): readonly OutcomeChange[] {
  if (before.outcome === after.outcome && before.reason?.code === after.reason?.code) return [];
  const change = changeOf(before.outcome, after.outcome);
  const { contract, level, counterexample } = after;
  return [
    {
      kind: 'outcome',
      effect: effects[change],
      provider,
      contract,
      level,
      change,
      before: saidOf(before),
      after: saidOf(after),
      ...(counterexample && { counterexample: shortOf(counterexample) }),
    },
  ];
}

const effects: Readonly<Record<OutcomeChange['change'], Effect>> = {
  broken: 'worse',
  unjudged: 'worse',
  shifted: 'neutral',
  judged: 'better',
  mended: 'better',
};

function changeOf(before: OutcomeKind, after: OutcomeKind): OutcomeChange['change'] {
  if (before === after) return 'shifted';
  if (after === 'pass') return isBroken(before) ? 'mended' : 'judged';
  if (isBroken(after)) return before === 'fail' ? 'shifted' : 'broken';
  return before === 'pass' || isBroken(before) ? 'unjudged' : 'shifted';
}

function isBroken(kind: OutcomeKind): boolean {
  return kind === 'fail' || kind === 'flaky';
}

function saidOf({ outcome, reason }: Outcome): OutcomeChange['before'] {
  return { outcome, ...(reason && { reason }) };
}

function shortOf({ expected, actual, replay }: NonNullable<Outcome['counterexample']>) {
  return { expected, actual, replay };
}
