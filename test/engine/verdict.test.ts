import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Outcome, type OutcomeKind, outcomeKinds, type ReasonCode, reasonCodes } from '../../src/engine/report.ts';
import { verdictOf } from '../../src/engine/verdict.ts';

function outcome(kind: OutcomeKind, code?: ReasonCode, level: 'must' | 'should' = 'must'): Outcome {
  return {
    contract: 'a.b',
    level,
    outcome: kind,
    ...(code && { reason: { code, text: 'because' } }),
    cases: 1,
    steps: 1,
    seed: 1,
    timing: { p50Ms: 0, p95Ms: 0 },
  };
}

test.each([
  ['certified', [outcome('pass'), outcome('skip', 'capability-absent')]],
  ['partial', [outcome('pass'), outcome('skip', 'testbed-cannot')]],
  ['certified', [outcome('pass', 'testbed-cannot')]],
  ['failed', [outcome('fail'), outcome('not-run', 'interrupted'), outcome('flaky', 'unstable')]],
  ['inconclusive', [outcome('pass'), outcome('flaky', 'unstable')]],
  ['inconclusive', [outcome('pass'), outcome('inconclusive', 'infrastructure')]],
  ['incomplete', [outcome('pass'), outcome('not-run', 'interrupted')]],
  ['incomplete', [outcome('pass'), outcome('skip', 'filtered')]],
  ['incomplete', [outcome('pass'), outcome('skip')]],
  ['incomplete', []],
  ['certified', [outcome('pass'), outcome('fail', undefined, 'should')]],
] as const)('the verdict is %s', (verdict, outcomes) => {
  expect(verdictOf(outcomes)).toBe(verdict);
});

const anyOutcome = fc
  .record({
    kind: fc.constantFrom(...outcomeKinds),
    code: fc.option(fc.constantFrom(...reasonCodes), { nil: undefined }),
  })
  .map(({ kind, code }) => outcome(kind, code));

test('nothing but passes and absent capabilities is ever certified', () => {
  fc.assert(
    fc.property(fc.array(anyOutcome, { maxLength: 8 }), (outcomes) => {
      const clean = outcomes.every(
        ({ outcome: kind, reason }) => kind === 'pass' || (kind === 'skip' && reason?.code === 'capability-absent'),
      );
      expect(verdictOf(outcomes) === 'certified').toBe(clean && outcomes.length > 0);
    }),
    { numRuns: 1_000 },
  );
});
