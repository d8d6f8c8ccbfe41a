import type { Counterexample, Outcome, ProviderResult, Report } from '../../src/engine/report.ts';
import { noCapabilities } from '../../src/provider/capability.ts';

/** An outcome that passed, but for what a test changes. */
export function sampleOutcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    contract: 'terminate.idempotent',
    level: 'must',
    outcome: 'pass',
    cases: 100,
    steps: 300,
    seed: 7,
    timing: { p50Ms: 0.1, p95Ms: 0.4 },
    ...changes,
  };
}

/** A counterexample of two steps, but for what a test changes. */
export function sampleCounterexample(changes: Partial<Counterexample> = {}): Counterexample {
  return {
    steps: [
      { op: 'spawn', as: 'i1', request: { spec: { cpus: 1, memoryMiB: 256 } } },
      { op: 'terminate', target: 'i1' },
    ],
    program: ['i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})  → {id: "m-1"}', 'terminate(i1)  → threw NOT_FOUND'],
    expected: 'terminate resolves for what is already gone',
    actual: 'it threw NOT_FOUND: no such machine',
    transcript: [{ atMs: 3, operation: 'terminate', request: 'DELETE /v1/machines/m-1', response: '404 {}' }],
    replay: 'npx assay replay .assay/failures/sample.json',
    found: { stepsBefore: 9, cases: 4, shrinkRuns: 31 },
    ...changes,
  };
}

/** One provider with these outcomes, but for what a test changes. */
export function sampleProvider(outcomes: readonly Outcome[], changes: Partial<ProviderResult> = {}): ProviderResult {
  return {
    name: 'sample',
    tier: 'testing',
    digest: 'sha256:00',
    capabilities: noCapabilities,
    testbed: {
      name: 'simulated',
      fidelity: 'simulated',
      tolerances: {
        consistencyWindowMs: 5_000,
        bootTimeoutMs: 60_000,
        terminateTimeoutMs: 60_000,
        callTimeoutMs: 60_000,
      },
    },
    verdict: 'certified',
    outcomes,
    resources: { created: 10, destroyed: 10, leaked: 0 },
    timing: { totalMs: 1_234 },
    ...changes,
  };
}

/** A report of these providers, but for what a test changes. */
export function sampleReport(providers: readonly ProviderResult[], run: Partial<Report['run']> = {}): Report {
  return {
    schemaVersion: 1,
    run: {
      id: '00000000-0000-4000-8000-000000000000',
      seed: 7,
      startedAt: '2026-01-02T03:04:05.000Z',
      finishedAt: '2026-01-02T03:04:07.500Z',
      interrupted: false,
      ...run,
    },
    contractSet: { version: '0.1.0', digest: 'sha256:11', ids: ['terminate.idempotent', 'launch.visible'] },
    providers,
  };
}
