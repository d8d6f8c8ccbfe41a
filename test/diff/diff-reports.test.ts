import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffReports } from '../../src/diff/diff-reports.ts';
import { type Change, diffSchema, type ReportDiff } from '../../src/diff/diff-schema.ts';
import { type Outcome, outcomeKinds, type ProviderResult, type Report } from '../../src/engine/report.ts';
import { noCapabilities } from '../../src/provider/capability.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

function diff(before: Report, after: Report, thresholdPercent = 25): ReportDiff {
  return diffReports({ file: 'a.json', report: before }, { file: 'b.json', report: after }, { thresholdPercent });
}

/** What changed where one provider has other facts. */
function changesOf(before: Partial<ProviderResult>, after: Partial<ProviderResult>): readonly Change[] {
  const report = (changes: Partial<ProviderResult>) => sampleReport([sampleProvider([sampleOutcome()], changes)]);
  return diff(report(before), report(after)).changes;
}

/** What changed where one contract came to something else. */
function outcomeChanges(before: Partial<Outcome>, after: Partial<Outcome>, fidelity: 'simulated' | 'live' = 'live') {
  const testbed = { ...sampleProvider([]).testbed, fidelity };
  const report = (changes: Partial<Outcome>) => sampleReport([sampleProvider([sampleOutcome(changes)], { testbed })]);
  return diff(report(before), report(after)).changes;
}

const { testbed } = sampleProvider([]);

test.each([
  ['pass', 'fail', 'broken', 'worse'],
  ['pass', 'flaky', 'broken', 'worse'],
  ['skip', 'fail', 'broken', 'worse'],
  ['flaky', 'fail', 'broken', 'worse'],
  ['pass', 'skip', 'unjudged', 'worse'],
  ['pass', 'not-run', 'unjudged', 'worse'],
  ['pass', 'inconclusive', 'unjudged', 'worse'],
  ['fail', 'skip', 'unjudged', 'worse'],
  ['fail', 'pass', 'mended', 'better'],
  ['flaky', 'pass', 'mended', 'better'],
  ['skip', 'pass', 'judged', 'better'],
  ['not-run', 'pass', 'judged', 'better'],
  ['fail', 'flaky', 'shifted', 'neutral'],
  ['skip', 'not-run', 'shifted', 'neutral'],
] as const)('from %s to %s a contract is %s, which is %s', (before, after, change, effect) => {
  const expected = { kind: 'outcome', change, effect, before: { outcome: before }, after: { outcome: after } };
  expect(outcomeChanges({ outcome: before }, { outcome: after })).toMatchObject([expected]);
});

test('what broke says what was expected and seen, and how to see it', () => {
  const counterexample = sampleCounterexample();
  const [change] = outcomeChanges({}, { outcome: 'fail', counterexample });
  const { expected, actual, replay } = counterexample;
  expect(change).toMatchObject({ counterexample: { expected, actual, replay } });
});

test('another reason for the same outcome is told, and is neither better nor worse', () => {
  const skipped = (code: 'filtered' | 'testbed-cannot') => ({ outcome: 'skip', reason: { code, text: code } }) as const;
  expect(outcomeChanges(skipped('filtered'), skipped('testbed-cannot'))).toMatchObject([
    { change: 'shifted', effect: 'neutral' },
  ]);
});

test('a pass that shows less than it did is worse', () => {
  expect(outcomeChanges({}, { weak: 'it saw nothing' })).toMatchObject([
    { kind: 'evidence', change: 'weaker', effect: 'worse', weak: 'it saw nothing' },
  ]);
  expect(outcomeChanges({ weak: 'it saw nothing' }, {})).toMatchObject([{ change: 'stronger', effect: 'better' }]);
});

const timing = (p50Ms: number, p95Ms: number, cases = 100) => ({ timing: { p50Ms, p95Ms }, cases });

test('timings that moved by a quarter and by more than noise are told, and are neither better nor worse', () => {
  expect(outcomeChanges(timing(1_000, 2_000), timing(1_300, 1_400))).toMatchObject([
    { kind: 'timing', measure: 'p50', change: 'slower', effect: 'neutral', beforeMs: 1_000, afterMs: 1_300 },
    { kind: 'timing', measure: 'p95', change: 'faster', effect: 'neutral', beforeMs: 2_000, afterMs: 1_400 },
  ]);
});

test.each([
  ['less than a quarter', timing(1_000, 2_000), timing(1_200, 2_400), 'live'],
  ['less than a tenth of a second', timing(1, 2), timing(90, 99), 'live'],
  ['of too few cases', timing(1_000, 2_000, 4), timing(9_000, 9_000, 4), 'live'],
  ['of a simulated service, of few cases', timing(1_000, 2_000, 10), timing(9_000, 9_000, 10), 'simulated'],
] as const)('a timing that moved by %s is no news', (_, before, after, fidelity) => {
  expect(outcomeChanges(before, after, fidelity)).toEqual([]);
});

test('the 95th percentile of few cases is no news, and their median is', () => {
  expect(outcomeChanges(timing(1_000, 2_000, 5), timing(9_000, 9_000, 5))).toMatchObject([{ measure: 'p50' }]);
});

test('the threshold is what it is set to', () => {
  const [before, after] = [timing(1_000, 2_000), timing(1_200, 2_000)].map((changes) =>
    sampleReport([sampleProvider([sampleOutcome(changes)])]),
  ) as [Report, Report];
  expect(diff(before, after, 25).changes).toEqual([]);
  expect(diff(before, after, 20).changes).toMatchObject([{ measure: 'p50' }]);
});

test.each<[string, Partial<ProviderResult>, Partial<ProviderResult>, Partial<Change>]>([
  [
    'a lost capability',
    { capabilities: { ...noCapabilities, gpu: true } },
    {},
    { kind: 'capability-lost', effect: 'worse' },
  ],
  [
    'a gained one',
    {},
    { capabilities: { ...noCapabilities, gpu: true } },
    { kind: 'capability-gained', effect: 'better' },
  ],
  ['a worse verdict', {}, { verdict: 'partial' }, { kind: 'verdict', effect: 'worse', before: 'certified' }],
  ['a better verdict', { verdict: 'failed' }, {}, { kind: 'verdict', effect: 'better', before: 'failed' }],
  ['another digest', {}, { digest: 'sha256:ff' }, { kind: 'source', effect: 'neutral', after: 'sha256:ff' }],
  ['another tier', {}, { tier: 'reference' }, { kind: 'source', effect: 'neutral', after: 'reference' }],
  [
    'a version',
    { source: { path: 'p.ts', version: '1.0.0' } },
    { source: { path: 'p.ts', version: '1.1.0' } },
    { kind: 'source', effect: 'neutral', before: '1.0.0', after: '1.1.0' },
  ],
  [
    'evidence from further away',
    { testbed: { ...testbed, name: 'docker', fidelity: 'local' } },
    {},
    { kind: 'testbeds', effect: 'worse', after: [{ name: 'simulated', fidelity: 'simulated' }] },
  ],
  [
    'evidence from closer',
    {},
    { alsoOn: [{ ...testbed, name: 'docker', fidelity: 'local' }] },
    { kind: 'testbeds', effect: 'better', before: [{ name: 'simulated', fidelity: 'simulated' }] },
  ],
  [
    'another tolerance',
    {},
    { testbed: { ...testbed, tolerances: { ...testbed.tolerances, consistencyWindowMs: 9_000 } } },
    { kind: 'tolerance', effect: 'neutral', tolerance: 'consistencyWindowMs', beforeMs: 5_000, afterMs: 9_000 },
  ],
  [
    'what leaked',
    {},
    { resources: { created: 1, destroyed: 0, leaked: 1 } },
    { kind: 'leaked', effect: 'worse', before: 0, after: 1 },
  ],
])('%s is told', (_, before, after, change) => {
  expect(changesOf(before, after)).toEqual([expect.objectContaining(change)]);
});

const waiver = {
  owner: 'ada',
  reason: 'known',
  link: 'https://example.test/7',
  expires: '2026-12-31',
  state: 'applied',
} as const;

test('waivers that came, went or changed are told', () => {
  const later = { ...waiver, expires: '2027-12-31' };
  const failed = { outcome: 'fail' } as const;
  expect(outcomeChanges(failed, { ...failed, waiver })).toMatchObject([{ change: 'added', after: waiver }]);
  expect(outcomeChanges({ ...failed, waiver }, failed)).toMatchObject([{ change: 'gone', before: waiver }]);
  expect(outcomeChanges({ ...failed, waiver }, { ...failed, waiver: later })).toMatchObject([
    { change: 'changed', effect: 'neutral', before: waiver, after: later },
  ]);
});

test('providers and contracts that came or went are told: what is no longer asked is lost coverage', () => {
  const both = sampleReport([sampleProvider([sampleOutcome(), sampleOutcome({ contract: 'launch.visible' })])]);
  const one = sampleReport([sampleProvider([sampleOutcome()])]);
  expect(diff(both, one).changes).toMatchObject([{ kind: 'contract-removed', effect: 'worse' }]);
  expect(diff(one, both).changes).toMatchObject([{ kind: 'contract-added', effect: 'neutral' }]);
  expect(diff(one, sampleReport([])).changes).toMatchObject([{ kind: 'provider-removed', effect: 'worse' }]);
  expect(diff(sampleReport([]), one).changes).toMatchObject([{ kind: 'provider-added', effect: 'neutral' }]);
});

test('another contract set is told once, for both reports', () => {
  const report = sampleReport([]);
  const other = { ...report, contractSet: { ...report.contractSet, version: '0.2.0', digest: 'sha256:22' } };
  expect(diff(report, other).changes).toEqual([
    {
      kind: 'contract-set',
      effect: 'neutral',
      before: { version: '0.1.0', digest: 'sha256:11' },
      after: { version: '0.2.0', digest: 'sha256:22' },
    },
  ]);
});

test('a name that a report has twice is compared in its order', () => {
  const twice = (digest: string) => sampleReport([sampleProvider([]), sampleProvider([], { digest })]);
  expect(diff(twice('sha256:01'), twice('sha256:02')).changes).toMatchObject([{ kind: 'source' }]);
});

const outcomes = fc.record({
  contract: fc.constantFrom('a', 'b', 'c'),
  outcome: fc.constantFrom(...outcomeKinds),
  level: fc.constantFrom('must' as const, 'should' as const),
});

const reports = fc
  .array(
    fc.record({
      name: fc.constantFrom('x', 'y'),
      verdict: fc.constantFrom('certified' as const, 'failed' as const),
      drawn: fc.uniqueArray(outcomes, { selector: ({ contract }) => contract }),
    }),
    { maxLength: 3 },
  )
  .map((drawn) =>
    sampleReport(
      drawn.map(({ name, verdict, drawn: all }) =>
        sampleProvider(
          all.map((changes) => sampleOutcome(changes)),
          { name, verdict },
        ),
      ),
    ),
  );

test('a report says the same as itself', () => {
  fc.assert(
    fc.property(reports, (report) => {
      expect(diff(report, report)).toMatchObject({ isWorse: false, changes: [] });
    }),
  );
});

test('whatever changes, the worst stands first, it is in the schema, and a pass that is lost is never missed', () => {
  const effects = ['worse', 'neutral', 'better'];
  fc.assert(
    fc.property(reports, reports, (before, after) => {
      const found = diff(before, after);
      expect(diffSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
      const places = found.changes.map(({ effect }) => effects.indexOf(effect));
      expect(places).toEqual(places.toSorted());
      expect(found.isWorse).toBe(places.includes(0));
      expect(passesOf(before) > passesOf(after) && !found.isWorse).toBe(false);
    }),
  );
});

function passesOf({ providers }: Report): number {
  return providers.flatMap((provider) => provider.outcomes).filter(({ outcome }) => outcome === 'pass').length;
}
