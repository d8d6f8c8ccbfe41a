import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyWaivers, type ContractWaiver } from '../../src/engine/apply-waivers.ts';
import { type Outcome, outcomeKinds } from '../../src/engine/report.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import { waiverProblems } from '../../src/engine/waiver-problems.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

const waiver: ContractWaiver = {
  contract: 'terminate.idempotent',
  owner: 'ada',
  reason: 'the service is being mended',
  link: 'https://example.test/issues/7',
  expires: '2026-12-31',
};
const promised = { owner: waiver.owner, reason: waiver.reason, link: waiver.link, expires: waiver.expires };

function waived(
  outcome: Outcome,
  waivers: readonly ContractWaiver[] = [waiver],
  startedAt = '2026-11-27T23:59:59.000Z',
) {
  const report = applyWaivers(sampleReport([sampleProvider([outcome])], { startedAt }), waivers);
  return { report, outcome: report.providers[0]?.outcomes[0] };
}

test.each(['fail', 'flaky'] as const)(
  'a waived %s stays one, keeps its counterexample and says who answers',
  (kind) => {
    const given = sampleOutcome({ outcome: kind, counterexample: sampleCounterexample() });
    const { report, outcome } = waived(given);
    expect(outcome).toEqual({
      ...given,
      reason: { code: 'waived', text: `by ada until 2026-12-31: ${waiver.reason} (${waiver.link})` },
      waiver: { ...promised, state: 'applied' },
    });
    expect(waiverProblems(report)).toEqual([]);
  },
);

test('what a failure was, beside a violation, is not lost under its waiver', () => {
  const given = sampleOutcome({ outcome: 'fail', reason: { code: 'crashed', text: 'exit code 1' } });
  expect(waived(given).outcome?.reason?.text).toContain('; it was crashed: exit code 1');
});

test.each([
  ['2026-12-31T23:59:59.999Z', 'applied'],
  ['2027-01-01T00:00:00.000Z', 'expired'],
])('a waiver holds through its last day: a run of %s finds it %s', (startedAt, state) => {
  expect(waived(sampleOutcome({ outcome: 'fail' }), [waiver], startedAt).outcome?.waiver?.state).toBe(state);
});

test('a waiver for what passes is needless, even past its date, and the message says what to do', () => {
  const { report, outcome } = waived(sampleOutcome(), [waiver], '2030-01-01T00:00:00.000Z');
  expect(outcome).toEqual(sampleOutcome({ waiver: { ...promised, state: 'needless' } }));
  expect(waiverProblems(report)).toEqual([
    'the waiver of ada for terminate.idempotent (https://example.test/issues/7) is needless: it passes in sample on simulated; remove the waiver, or name in it the provider and testbed that fail',
  ]);
});

test('a waiver past its date leaves the failure as it is, and the message says what to do', () => {
  const given = sampleOutcome({ outcome: 'fail' });
  const { report, outcome } = waived(given, [waiver], '2027-01-01T00:00:00.000Z');
  expect(outcome).toEqual({ ...given, waiver: { ...promised, state: 'expired' } });
  expect(waiverProblems(report)).toEqual([
    'the waiver of ada for terminate.idempotent (https://example.test/issues/7) held until 2026-12-31, and it still fails in sample on simulated; mend it, or agree on a new date',
  ]);
});

test.each(['skip', 'inconclusive', 'not-run'] as const)('I1: what was not judged (%s) is not waived', (kind) => {
  const given = sampleOutcome({ outcome: kind, reason: { code: 'filtered', text: 'not among launch.*' } });
  expect(waived(given).outcome).toEqual(given);
});

test.each<[string, Partial<ContractWaiver>]>([
  ['another contract', { contract: 'launch.visible' }],
  ['another provider', { provider: 'other' }],
  ['another testbed', { testbed: 'docker' }],
])('a waiver for %s leaves a failure alone', (_, changes) => {
  const given = sampleOutcome({ outcome: 'fail' });
  expect(waived(given, [{ ...waiver, ...changes }]).outcome).toEqual(given);
});

test('of several waivers the one that says most exactly what it is for counts, in any order', () => {
  const exact = [
    { ...waiver, owner: 'all' },
    { ...waiver, owner: 'testbed', testbed: 'simulated' },
    { ...waiver, owner: 'provider', provider: 'sample' },
    { ...waiver, owner: 'both', provider: 'sample', testbed: 'simulated' },
  ];
  for (const upTo of [1, 2, 3, 4]) {
    const given = exact.slice(0, upTo);
    for (const waivers of [given, given.toReversed()]) {
      const { outcome } = waived(sampleOutcome({ outcome: 'fail' }), waivers);
      expect(outcome?.waiver?.owner).toBe(exact[upTo - 1]?.owner);
    }
  }
});

test('no waiver changes what an outcome is, nor a verdict', () => {
  const outcomes = fc.array(fc.record({ kind: fc.constantFrom(...outcomeKinds), contract: fc.constantFrom('a', 'b') }));
  const waivers = fc.array(
    fc.record({ contract: fc.constantFrom('a', 'b', 'c'), expires: fc.constantFrom('2025-01-01', '2027-01-01') }),
  );
  fc.assert(
    fc.property(outcomes, waivers, (drawn, given) => {
      const before = drawn.map(({ kind, contract }) => sampleOutcome({ outcome: kind, contract }));
      const report = applyWaivers(
        sampleReport([sampleProvider(before)]),
        given.map((changes) => ({ ...waiver, ...changes })),
      );
      const after = report.providers[0]?.outcomes ?? [];
      expect(after.map(({ outcome }) => outcome)).toEqual(before.map(({ outcome }) => outcome));
      expect(verdictOf(after)).toBe(verdictOf(before));
    }),
  );
});
