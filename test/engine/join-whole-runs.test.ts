import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeReports, repeatedRuns } from '../../src/engine/merge-reports.ts';
import type { NamedReport } from '../../src/engine/named-report.ts';
import { type Outcome, outcomeKinds, type ProviderResult, type Report } from '../../src/engine/report.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

const strict = { allowMissing: false };

/** A run that ended on a day of January. */
function runOf(
  day: number,
  outcomes: readonly Outcome[],
  changes: Partial<ProviderResult> = {},
  run: Partial<Report['run']> = {},
): NamedReport {
  const date = `2026-01-${String(day).padStart(2, '0')}`;
  const times = { startedAt: `${date}T01:00:00.000Z`, finishedAt: `${date}T02:00:00.000Z` };
  const report = sampleReport([sampleProvider(outcomes, changes)], { id: `run-${day}`, seed: day, ...times, ...run });
  return { file: `${day}.json`, report };
}

function merged(...reports: readonly NamedReport[]): Report {
  return mergeReports(reports, strict);
}

function soleOutcome({ providers }: Report): Outcome | undefined {
  return providers[0]?.outcomes[0];
}

const skipped = sampleOutcome({ outcome: 'skip', cases: 0, reason: { code: 'filtered', text: 'not among launch.*' } });
const notRun = sampleOutcome({ outcome: 'not-run', cases: 0, reason: { code: 'timeout', text: 'no time' } });
const interrupted = sampleOutcome({ outcome: 'not-run', cases: 0, reason: { code: 'interrupted', text: 'stopped' } });
const broke = sampleOutcome({ outcome: 'inconclusive', reason: { code: 'infrastructure', text: 'gone' } });
const cannot = sampleOutcome({ outcome: 'skip', cases: 0, reason: { code: 'testbed-cannot', text: 'no ledger' } });

test('of two runs the newest result of a contract counts, and says which run it is of', () => {
  const report = merged(runOf(2, [sampleOutcome({ cases: 20 })]), runOf(1, [sampleOutcome({ cases: 10 })]));
  const run = { id: 'run-2', finishedAt: '2026-01-02T02:00:00.000Z' };
  expect(soleOutcome(report)).toEqual(sampleOutcome({ cases: 20, run }));
  expect(report.run).toMatchObject({ id: 'run-1+run-2', seed: 2, startedAt: '2026-01-01T01:00:00.000Z' });
  expect(report.providers[0]).not.toHaveProperty('alsoOn');
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

test.each([
  ['filtered out', skipped],
  ['not run', notRun],
  ['interrupted', interrupted],
  ['inconclusive', broke],
  ['what the testbed could not judge', cannot],
])('I1: what was %s never takes the place of a result, however new it is', (_, left) => {
  for (const outcome of ['pass', 'fail'] as const) {
    const report = merged(runOf(1, [sampleOutcome({ outcome })]), runOf(2, [left]));
    expect(soleOutcome(report)).toMatchObject({ outcome, run: { id: 'run-1' } });
  }
});

test('a run that was interrupted is completed by a later one', () => {
  const cut = runOf(
    1,
    [sampleOutcome({ contract: 'a' }), { ...interrupted, contract: 'b' }],
    {},
    { interrupted: true },
  );
  const whole = runOf(2, [sampleOutcome({ contract: 'a' }), sampleOutcome({ contract: 'b' })]);
  expect(merged(cut, whole)).toMatchObject({ run: { interrupted: false }, providers: [{ verdict: 'certified' }] });
  const never = runOf(3, [
    { ...skipped, contract: 'a' },
    { ...skipped, contract: 'b' },
  ]);
  expect(merged(cut, never)).toMatchObject({ run: { interrupted: true }, providers: [{ verdict: 'incomplete' }] });
});

test('I2: runs that disagree are a conflict that names both, blocks the certificate and shows the failure', () => {
  const counterexample = sampleCounterexample();
  const bad = runOf(1, [sampleOutcome({ outcome: 'fail', counterexample })]);
  const report = merged(bad, runOf(2, [sampleOutcome()]));
  expect(report.providers[0]?.verdict).toBe('inconclusive');
  expect(soleOutcome(report)).toMatchObject({
    outcome: 'flaky',
    reason: {
      code: 'unstable',
      text: 'runs of the same provider disagree: pass in run run-2 (2026-01-02T02:00:00.000Z), fail in run run-1 (2026-01-01T02:00:00.000Z)',
    },
    run: { id: 'run-1' },
    counterexample,
    conflict: [
      { outcome: 'pass', run: 'run-2' },
      { outcome: 'fail', run: 'run-1' },
    ],
  });
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

const waiver = { owner: 'ada', reason: 'known', link: 'https://example.test/7', expires: '2026-12-31' };
const waived = sampleOutcome({
  outcome: 'fail',
  reason: { code: 'waived', text: 'by ada' },
  waiver: { ...waiver, state: 'applied' },
});

test('a waiver goes with its failure, and answers for no conflict', () => {
  expect(soleOutcome(merged(runOf(1, [waived]), runOf(2, [waived])))).toMatchObject({ waiver: { state: 'applied' } });
  const conflict = soleOutcome(merged(runOf(1, [waived]), runOf(2, [sampleOutcome()])));
  expect(conflict).toMatchObject({ outcome: 'flaky', reason: { code: 'unstable' } });
  expect(conflict).not.toHaveProperty('waiver');
});

test('a failure that nobody answers for is not hidden by a waived one of another testbed', () => {
  const docker = { testbed: { ...sampleProvider([]).testbed, name: 'docker', fidelity: 'local' } } as const;
  for (const [simulated, local] of [
    [waived, sampleOutcome({ outcome: 'fail' })],
    [sampleOutcome({ outcome: 'fail' }), waived],
  ] as const) {
    const outcome = soleOutcome(merged(runOf(1, [simulated]), runOf(2, [local], docker)));
    expect(outcome?.outcome).toBe('fail');
    expect(outcome).not.toHaveProperty('waiver');
  }
});

test('runs on one testbed and on another are merged at once', () => {
  const docker = { testbed: { ...sampleProvider([]).testbed, name: 'docker', fidelity: 'local' } } as const;
  const on = (contract: string, changes: Partial<Outcome> = {}) => sampleOutcome({ contract, ...changes });
  const report = merged(
    runOf(1, [on('a'), on('b', { ...cannot, contract: 'b' })]),
    runOf(2, [on('a'), on('b', { ...cannot, contract: 'b' })]),
    runOf(3, [on('a', { outcome: 'fail' }), on('b')], docker),
  );
  expect(report.providers[0]?.outcomes.map(({ outcome, testbed }) => [outcome, testbed])).toEqual([
    ['fail', 'docker'],
    ['pass', 'docker'],
  ]);
});

test.each<[string, Partial<ProviderResult>, string]>([
  ['digest', { digest: 'sha256:ff' }, 'the digest of sample is sha256:00 in one, sha256:ff in the other'],
  ['tier', { tier: 'reference' }, 'the tier of sample is testing in one, reference in the other'],
  [
    'fidelity',
    { testbed: { ...sampleProvider([]).testbed, fidelity: 'live' } },
    'the fidelity of sample on simulated is simulated in one, live in the other',
  ],
  [
    'tolerances',
    {
      testbed: {
        ...sampleProvider([]).testbed,
        tolerances: { ...sampleProvider([]).testbed.tolerances, bootTimeoutMs: 1 },
      },
    },
    'the set of tolerances of sample on simulated is {',
  ],
  [
    'capabilities',
    { capabilities: { ...sampleProvider([]).capabilities, gpu: true } },
    'the set of capabilities of sample on simulated is {',
  ],
])('runs that differ in their %s are refused, with both files', (_, changes, text) => {
  const [one, other] = [runOf(1, [sampleOutcome()]), runOf(2, [sampleOutcome()], changes)];
  expect(() => merged(one, other)).toThrow(`1.json and 2.json cannot be merged: ${text}`);
});

test('one run twice counts once, and is told; two that call themselves one are refused', () => {
  const one = runOf(1, [sampleOutcome()]);
  const again = { ...one, file: 'again.json' };
  expect(merged(one, again)).toEqual(one.report);
  expect(repeatedRuns([one, again])).toEqual([
    'again.json says nothing new: its run is in 1.json too, and counts once',
  ]);
  const forged = { file: 'forged.json', report: { ...one.report, providers: [sampleProvider([waived])] } };
  expect(() => merged(one, forged)).toThrow('they differ and say that they are one run, run-1; give the one that it');
});

test('a run that is in a merged report already counts once; two merged reports that share one are refused', () => {
  const [one, two, three] = [1, 2, 3].map((day) => runOf(day, [sampleOutcome()])) as [
    NamedReport,
    NamedReport,
    NamedReport,
  ];
  const both = { file: 'both.json', report: merged(one, two) };
  expect(merged(one, both)).toEqual(both.report);
  expect(repeatedRuns([one, both])).toEqual(['1.json says nothing new: its run is in both.json too, and counts once']);
  const others = { file: 'others.json', report: merged(two, three) };
  expect(() => merged(both, others)).toThrow('run run-2 went into both; merge the runs themselves');
});

test('a provider that is in one report twice is refused', () => {
  const twice = { file: 'twice.json', report: sampleReport([sampleProvider([]), sampleProvider([])], { id: 'twice' }) };
  expect(() => merged(twice, runOf(1, []))).toThrow('twice.json has sample twice: certify it once in a run');
});

const outcomes = fc
  .constantFrom('a', 'b')
  .chain((contract) => fc.constantFrom(...outcomeKinds).map((outcome) => sampleOutcome({ contract, outcome })));

/** Runs of one provider, none of them on the same day. */
const histories = fc
  .uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 6 })
  .chain((days) =>
    fc.tuple(
      ...days.map((day) =>
        fc
          .tuple(fc.uniqueArray(outcomes, { selector: ({ contract }) => contract }), fc.boolean())
          .map(([drawn, cut]) => runOf(day, drawn, {}, { interrupted: cut })),
      ),
    ),
  );

/** Everything but the order of what every run adds to. */
function unordered({ run, providers }: Report): unknown {
  const sorted = providers.map(({ outcomes: all, ...rest }) => ({
    ...rest,
    outcomes: all.toSorted((a, b) => (a.contract < b.contract ? -1 : 1)),
  }));
  return { run: { ...run, id: run.id.split('+').toSorted() }, providers: sorted };
}

test('the order of the files does not matter', () => {
  fc.assert(
    fc.property(
      histories.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([given, shuffled]) => {
        expect(merged(...shuffled)).toEqual(merged(...given));
      },
    ),
  );
});

test('merging is idempotent, and merging a part first changes nothing of what the outcomes are', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 5 }), (all, at) => {
      const whole = merged(...all);
      expect(merged(...all, ...all)).toEqual(whole);
      expect(merged({ file: 'm.json', report: whole }, ...all)).toEqual(whole);
      const [part, rest] = [all.slice(0, at), all.slice(at)];
      if (part.length < 2 || rest.length === 0) return;
      const inParts = merged({ file: 'part.json', report: merged(...part) }, ...rest);
      const outcomesOf = (report: Report) =>
        (unordered(report) as Report).providers.map((provider) => provider.outcomes);
      expect(outcomesOf(inParts)).toEqual(outcomesOf(whole));
    }),
  );
});

test('I1: only what a run executed and passed becomes a pass, and no failure is lost', () => {
  fc.assert(
    fc.property(histories, (all) => {
      const given = all.flatMap(({ report }) => report.providers.flatMap((provider) => provider.outcomes));
      for (const { contract, outcome } of merged(...all).providers.flatMap((provider) => provider.outcomes)) {
        const kinds = given.filter((each) => each.contract === contract).map((each) => each.outcome);
        if (outcome === 'pass') {
          expect(kinds).toContain('pass');
          expect(kinds.filter((kind) => kind === 'fail' || kind === 'flaky')).toEqual([]);
        }
        if (kinds.includes('fail')) expect(['fail', 'flaky']).toContain(outcome);
      }
    }),
  );
});

test('a hundred reports of a hundred and fifty contracts are merged at once', () => {
  const contracts = Array.from({ length: 150 }, (_, place) => sampleOutcome({ contract: `c.${place}` }));
  const report = merged(...Array.from({ length: 100 }, (_, place) => runOf(1, contracts, {}, { id: `run-${place}` })));
  expect(report.providers[0]?.outcomes).toHaveLength(150);
  expect(report.providers[0]?.resources.created).toBe(1_000);
});

const absent = sampleOutcome({ outcome: 'skip', cases: 0, reason: { code: 'capability-absent', text: 'no spot' } });

test.each([
  ['not run', notRun],
  ['filtered out', skipped],
])('what one testbed does not declare is no answer for another, which declares it and where it was %s', (_, open) => {
  const { capabilities } = sampleProvider([]);
  const whole = runOf(1, [open], { capabilities: { ...capabilities, spot: true } });
  const onOther = { testbed: { ...sampleProvider([]).testbed, name: 'other' } };
  const lesser = runOf(2, [absent], { ...onOther, capabilities: { ...capabilities, spot: false } });
  const report = merged(whole, lesser);
  expect(soleOutcome(report)).toMatchObject({ outcome: open.outcome, reason: open.reason });
  expect(report.providers[0]?.verdict).toBe('incomplete');
});

test('what nobody declares is answered, also where another run did not come to it', () => {
  const report = merged(runOf(1, [absent]), runOf(2, [notRun]));
  expect(soleOutcome(report)).toMatchObject({ outcome: 'skip', reason: { code: 'capability-absent' } });
});
