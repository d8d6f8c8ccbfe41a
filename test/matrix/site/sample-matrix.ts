import type { ChaosReport } from '../../../src/chaos/chaos-report.ts';
import { contractCatalogue } from '../../../src/contracts/catalogue.ts';
import type { Outcome } from '../../../src/engine/report.ts';
import type { Cell, CellEvidence, CellState, Matrix, MatrixProvider, MatrixRun } from '../../../src/matrix/matrix.ts';
import { type Capability, capabilityNames, noCapabilities } from '../../../src/provider/capability.ts';
import type { Fidelity } from '../../../src/testbed/fidelity.ts';
import { sampleCounterexample, sampleOutcome } from '../../reporters/sample-report.ts';

const dayMs = 86_400_000;
const builtAt = '2026-11-20T12:00:00.000Z';
const contracts = contractCatalogue.map(({ id, intent, title, statement, level, requires }) => {
  return { id, intent, title, statement, level, requires };
});

/** A provider of a sample, in a line: what is not said is fine, fresh and unsigned. */
interface SampleProvider extends Pick<MatrixProvider, 'name' | 'tier' | 'verdict'> {
  readonly declares: readonly Capability[];
  readonly fidelity: Fidelity;
  readonly ageDays: number;
  readonly runs: number;
  readonly signature: CellEvidence['signature'];
  /** By contract. */
  readonly states: Readonly<Record<string, CellState>>;
  readonly outcomes?: Readonly<Record<string, Partial<Outcome>>>;
}

/** A site as somebody would have it: every state, every fidelity, every signature and every age once at least. */
export function sampleMatrix(changes: Partial<Matrix> = {}): Matrix {
  return {
    title: 'Compute providers',
    builtAt,
    assayVersion: '0.1.0',
    lifetime: { staleAfterDays: 7, expiresAfterDays: 30 },
    contracts,
    providers: samples.map(provider),
    chaos: [],
    refused: [{ file: 'reports/old.json', why: 'it is a report of schema version 0; this Assay reads version 1' }],
    ...changes,
  };
}

const everything = capabilityNames;
const aws: SampleProvider = {
  ...{ name: 'aws', tier: 'reference', verdict: 'failed', declares: everything, fidelity: 'emulated', ageDays: 2.3 },
  ...{ runs: 42, signature: { state: 'trusted', signer: 'ci@assay.example' } },
  states: { 'terminate.idempotent': 'failed', 'launch.unique-ids': 'flaky', 'spot.interruption-shows': 'conflict' },
};
const samples: readonly SampleProvider[] = [
  aws,
  {
    ...{ name: 'coreweave', tier: 'additional', verdict: 'certified', declares: ['gpu', 'customNetworking'] },
    ...{ fidelity: 'simulated', ageDays: 0.2, runs: 12, signature: { state: 'unsigned' }, states: {} },
  },
  {
    ...{ name: 'gcp', tier: 'additional', verdict: 'incomplete', declares: ['spot', 'snapshots', 'multiRegion'] },
    ...{
      fidelity: 'live',
      ageDays: 41,
      runs: 3,
      signature: { state: 'unchecked', signer: 'sha256:9f2c…' },
      states: {},
    },
  },
  {
    ...{ name: 'lambda', tier: 'additional', verdict: 'failed', declares: ['gpu', 'persistentVolumes'] },
    ...{ fidelity: 'simulated', ageDays: 11, runs: 8, signature: { state: 'unsigned' } },
    states: { 'launch.visible': 'failed', 'volumes.outlives-instance': 'inconclusive' },
  },
  {
    ...{ name: 'orbstack', tier: 'testing', verdict: 'certified', declares: everything, fidelity: 'local' },
    ...{ ageDays: 0.1, runs: 100, signature: { state: 'trusted', signer: 'release@assay.example' }, states: {} },
  },
  {
    ...{ name: 'runpod', tier: 'additional', verdict: 'certified', declares: ['gpu', 'spot', 'persistentVolumes'] },
    ...{
      fidelity: 'live',
      ageDays: 4,
      runs: 17,
      signature: { state: 'trusted', signer: 'ci@assay.example' },
      states: {},
    },
  },
  {
    ...{ name: 'slurm', tier: 'additional', verdict: 'incomplete', declares: ['gpu'], fidelity: 'local', ageDays: 1.4 },
    ...{ runs: 2, signature: { state: 'unsigned' }, states: {} },
  },
];

function provider(sample: SampleProvider): MatrixProvider {
  const capabilities = { ...noCapabilities, ...Object.fromEntries(sample.declares.map((name) => [name, true])) };
  return {
    ...{ name: sample.name, slug: sample.name, tier: sample.tier, verdict: sample.verdict, version: '1.4.0' },
    ...{ digest: 'sha256:5f2b6d0c9a', contractSet: { version: '0.1.0', digest: 'sha256:11aa22bb' }, capabilities },
    runs: Array.from({ length: sample.runs }, (_, index) => run(sample, index)),
    cells: contracts.map((contract, index) => cell(sample, contract.id, index)),
  };
}

function run(sample: SampleProvider, index: number): MatrixRun {
  const fail = sample.verdict === 'failed' && index < 4 ? 2 : index % 11 === 7 ? 1 : 0;
  return {
    ...{
      id: `run-${index}`,
      file: `reports/${sample.name}/${index}.json`,
      finishedAt: daysAgo(sample.ageDays + index),
    },
    ...{ seed: 1_000 + index, assayVersion: '0.1.0', digest: 'sha256:5f2b6d0c9a', standing: 'current' },
    contractSet: { version: '0.1.0', digest: 'sha256:11aa22bb' },
    testbeds: [testbed(sample.fidelity)],
    verdict: fail > 0 ? 'failed' : 'certified',
    counts: { pass: contracts.length - 9 - fail, fail, skip: 9, flaky: 0, inconclusive: 0, 'not-run': 0 },
    ...{ signature: sample.signature, isInterrupted: index === 5 },
  };
}

function cell(sample: SampleProvider, contract: string, index: number): Cell {
  const state = stateOf(sample, contract, index);
  const history = Array.from({ length: sample.runs }, (_, at) =>
    at < 3 ? state : at % 13 === 9 ? 'failed' : 'pass',
  ) as CellState[];
  if (state === 'unknown') return { contract, state, history: history.map(() => undefined) };
  const evidence = evidenceOf(sample, contract, state);
  if (state !== 'conflict') return { contract, state, evidence, history };
  const other = { ...evidenceOf(sample, contract, 'pass'), run: 1 };
  return { contract, state, evidence, history, conflict: [evidence, other] };
}

function stateOf({ states, declares, ageDays, name }: SampleProvider, contract: string, index: number): CellState {
  const given = states[contract];
  if (given) return given;
  const { requires } = contracts[index] ?? { requires: [] };
  if (requires.some((capability) => !declares.includes(capability))) return 'unsupported';
  if (ageDays > 30) return 'expired';
  if (name === 'slurm') return index % 9 === 0 ? 'unknown' : index % 7 === 0 ? 'not-run' : 'pass';
  if (name === 'coreweave' && index % 6 === 0) return 'skipped';
  return name === 'runpod' && index === 3 ? 'failed' : 'pass';
}

function evidenceOf(sample: SampleProvider, contract: string, state: CellState): CellEvidence {
  const { ageDays, fidelity, signature } = sample;
  return {
    outcome: outcomeOf(sample, contract, state),
    ...{ run: 0, testbed: testbed(fidelity).name, fidelity, finishedAt: daysAgo(ageDays), ageDays, signature },
    freshness: ageDays > 30 ? 'expired' : ageDays > 7 ? 'stale' : 'fresh',
  };
}

function outcomeOf({ name }: SampleProvider, contract: string, state: CellState): Outcome {
  if (state === 'failed' || state === 'flaky' || state === 'conflict') {
    const waiver = {
      owner: 'Grace',
      reason: 'the service is to be mended in 2.1',
      link: 'https://example.com/issue/7',
    };
    return sampleOutcome({
      ...{ contract, outcome: state === 'flaky' ? 'flaky' : 'fail', counterexample: sampleCounterexample() },
      ...(name === 'runpod' ? { waiver: { ...waiver, expires: '2026-12-31', state: 'applied' } } : {}),
      ...(state === 'flaky' ? { reason: { code: 'unstable', text: 'it failed once and passed 3 times' } } : {}),
    });
  }
  if (state === 'skipped') return skipped(contract, 'testbed-cannot', 'the testbed has no ledger');
  if (state === 'unsupported') return skipped(contract, 'capability-absent', 'the provider does not declare it');
  if (state === 'not-run') {
    return sampleOutcome({
      contract,
      outcome: 'not-run',
      cases: 0,
      steps: 0,
      reason: { code: 'interrupted', text: 'stopped' },
    });
  }
  if (state === 'inconclusive') {
    return sampleOutcome({
      contract,
      outcome: 'inconclusive',
      reason: { code: 'timeout', text: 'the world stood still' },
    });
  }
  return sampleOutcome({
    contract,
    ...(contract === 'observe.filters' ? { weak: 'half of its cases never called the provider' } : {}),
  });
}

function skipped(contract: string, code: 'testbed-cannot' | 'capability-absent', text: string): Outcome {
  return sampleOutcome({ contract, outcome: 'skip', cases: 0, steps: 0, reason: { code, text } });
}

function testbed(fidelity: Fidelity): MatrixRun['testbeds'][number] {
  const name = { simulated: 'simulated', emulated: 'moto', local: 'docker', live: 'live' }[fidelity];
  const tolerances = {
    consistencyWindowMs: 5_000,
    bootTimeoutMs: 60_000,
    terminateTimeoutMs: 60_000,
    callTimeoutMs: 60_000,
  };
  return { name, fidelity, tolerances };
}

function daysAgo(days: number): string {
  return new Date(Date.parse(builtAt) - days * dayMs).toISOString();
}

/** A control plane that failed, and what it lived through. */
export function sampleChaos(report: ChaosReport): Matrix['chaos'][number] {
  return {
    ...{ file: 'chaos/report.json', slug: 'reference', report, ageDays: 1, freshness: 'fresh' },
    timelines: ['chaos/reference/timeline.html'],
  };
}
