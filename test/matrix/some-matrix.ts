import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { Outcome, ProviderResult, Report } from '../../src/engine/report.ts';
import { buildMatrix, type MatrixParts } from '../../src/matrix/build-matrix.ts';
import { createMemory } from '../../src/matrix/evidence/memory.ts';
import { type RunRecord, recordOf, runsInReport } from '../../src/matrix/evidence/run-record.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import type { Fidelity } from '../../src/testbed/fidelity.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

export const someTime = '2026-11-27T12:00:00.000Z';

/** The matrix of these reports, each in a file of its place (`0.json`), but for what a test changes. */
export function matrixOf(reports: readonly Report[], changes: Partial<MatrixParts> = {}): Matrix {
  const files = new Map(reports.map((report, place) => [`${place}.json`, report]));
  return buildMatrix({
    ...{ title: 'Compliance matrix', assayVersion: '0.1.0', chaos: [], refused: [], catalogue: contractCatalogue },
    clock: { at: someTime, lifetime: { staleAfterDays: 14, expiresAfterDays: 45 } },
    records: [...files].flatMap(([file, report]) => recordsOf(file, report)),
    outcomesOf: (record) => outcomesIn(files.get(record.file), record),
    ...changes,
  });
}

/** What a matrix remembers of a report. */
export function recordsOf(file: string, report: Report): readonly RunRecord[] {
  return runsInReport(report).map((run) => recordOf(file, run, createMemory()));
}

function outcomesIn(report: Report | undefined, { provider }: RunRecord): ReadonlyMap<string, Outcome> {
  const result = report?.providers.find(({ name }) => name === provider.name);
  return new Map(result?.outcomes.map((outcome) => [outcome.contract, outcome]));
}

/** When, where and of what a run is. */
export interface SomeRun {
  readonly id: string;
  readonly daysAgo: number;
  readonly testbed?: string;
  readonly fidelity?: Fidelity;
  readonly interrupted?: boolean;
  readonly set?: string;
}

/** A report of these providers that ended so many days before `someTime`. */
export function runOf(
  { id, daysAgo, testbed = 'simulated', fidelity = 'simulated', interrupted = false, set = 'sha256:11' }: SomeRun,
  providers: readonly ProviderResult[],
): Report {
  const time = new Date(Date.parse(someTime) - daysAgo * 86_400_000).toISOString();
  const report = sampleReport(
    providers.map((provider) => ({ ...provider, testbed: { ...provider.testbed, name: testbed, fidelity } })),
    { id, interrupted, startedAt: time, finishedAt: time, assayVersion: '0.1.0' },
  );
  const ids = [...new Set(providers.flatMap(({ outcomes }) => outcomes.map(({ contract }) => contract)))];
  return { ...report, contractSet: { version: '0.1.0', digest: set, ids } };
}

/** Six providers over the whole catalogue in which every state of a cell, fidelity and freshness occurs. */
export function someMatrix(): Matrix {
  const steady = { name: 'steady', tier: 'reference', capabilities: { ...everything } } as const;
  const passing = provider(steady, () => ({}));
  const passingButOne = provider(steady, (id) => (id === 'terminate.idempotent' ? failed : {}));
  const reports = [
    runOf({ id: 'steady-1', daysAgo: 1 }, [passing]),
    runOf({ id: 'steady-2', daysAgo: 2 }, [passingButOne]),
    runOf({ id: 'steady-3', daysAgo: 20, testbed: 'live', fidelity: 'live' }, [passing]),
    runOf({ id: 'steady-4', daysAgo: 30, set: 'sha256:10' }, [passing]),
    runOf({ id: 'odd-1', daysAgo: 3, testbed: 'moto', fidelity: 'emulated' }, [provider({ name: 'odd' }, oddOutcome)]),
    runOf({ id: 'faded-1', daysAgo: 20, testbed: 'docker', fidelity: 'local' }, [
      provider({ name: 'faded' }, () => ({})),
    ]),
    runOf({ id: 'gone-1', daysAgo: 60 }, [provider({ name: 'gone' }, () => ({}))]),
    runOf({ id: 'half-1', daysAgo: 0.1, interrupted: true }, [provider({ name: 'half' }, halfOutcome)]),
    runOf({ id: 'hostile-1', daysAgo: 0.2 }, [
      provider({ name: hostile, source: { path: hostile, version: hostile } }, hostileOutcome),
      {
        ...sampleProvider([sampleOutcome({ contract: 'own.contract-of-it' })], { name: 'small' }),
        verdict: 'certified',
      },
    ]),
  ];
  return matrixOf(reports, { refused: [{ file: `bad-${hostile}.json`, why: 'is not JSON' }] });
}

const everything = {
  ...{ snapshots: true, spot: true, gpu: true, multiRegion: true, persistentVolumes: true, warmVolumes: true },
  ...{ hibernation: true, costExplorer: true, tailscaleNative: true, idempotentSpawn: true, customNetworking: true },
};

/** What no page may obey. */
export const hostile = `</script><script>alert(1)</script>"'\u001b[31m\u0000\u202ejavascript:alert(1)\ud800`;

const failed: Partial<Outcome> = { outcome: 'fail', counterexample: sampleCounterexample() };

/** A result of a provider, with an outcome for each contract of the catalogue. */
export function provider(
  changes: Partial<ProviderResult>,
  outcomeOf: (id: string, place: number) => Partial<Outcome>,
): ProviderResult {
  const outcomes = contractCatalogue.map(({ id, level }, place) =>
    sampleOutcome({ contract: id, level, ...outcomeOf(id, place) }),
  );
  return sampleProvider(outcomes, changes);
}

function oddOutcome(_id: string, place: number): Partial<Outcome> {
  const kinds: readonly Partial<Outcome>[] = [
    {},
    failed,
    { outcome: 'flaky', reason: { code: 'unstable', text: 'failed 1 of 5 times' } },
    { outcome: 'inconclusive', reason: { code: 'infrastructure', text: 'the service did not answer' } },
    { outcome: 'not-run', reason: { code: 'timeout', text: 'the budget of 1000 ms was used up' } },
    { outcome: 'skip', reason: { code: 'testbed-cannot', text: 'the testbed has no ledger' } },
    { outcome: 'skip', reason: { code: 'capability-absent', text: 'the provider does not declare spot' } },
    { ...failed, ...waived },
    { weak: 'no case came to status running' },
  ];
  return kinds[place % kinds.length] ?? {};
}

const waived: Partial<Outcome> = {
  reason: { code: 'waived', text: 'known: waits for the service' },
  waiver: {
    ...{ owner: 'ada', reason: 'waits for the service', link: 'https://example.org/1', expires: '2027-01-31' },
    state: 'applied',
  },
};

function halfOutcome(_id: string, place: number): Partial<Outcome> {
  return place % 2 === 0
    ? {}
    : { outcome: 'not-run', reason: { code: 'interrupted', text: 'the run was interrupted' }, cases: 0 };
}

function hostileOutcome(_id: string, place: number): Partial<Outcome> {
  if (place % 3 > 0) return {};
  const counterexample = sampleCounterexample({
    ...{ program: [hostile], expected: hostile, actual: hostile, replay: hostile },
    transcript: [{ atMs: 1, operation: hostile, request: hostile, response: hostile }],
  });
  return { outcome: 'fail', counterexample };
}
