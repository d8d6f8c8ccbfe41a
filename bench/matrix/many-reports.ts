import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { Outcome, Report } from '../../src/engine/report.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import { noCapabilities } from '../../src/provider/capability.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { createDraw, type Draw } from './draw.ts';

export interface ManyReports {
  readonly providers: number;
  readonly contracts: number;
  readonly runs: number;
  readonly seed: number;
}

/** When the last of the runs ended; each of the others was a day before the next. */
export const endOfRuns = '2026-11-27T12:00:00.000Z';

const dayMs = 86_400_000;

/** Writes a report of each provider for each run, and gives how many bytes they are. The same seed, the same bytes. */
export async function writeManyReports(folder: string, many: ManyReports): Promise<number> {
  let bytes = 0;
  for (let run = 0; run < many.runs; run += 1) {
    const day = join(folder, `run-${String(run).padStart(3, '0')}`);
    await mkdir(day, { recursive: true });
    for (let provider = 0; provider < many.providers; provider += 1) {
      const text = renderJson(oneReport({ ...many, provider, run }));
      await writeFile(join(day, `${nameOf(provider)}.json`), text);
      bytes += Buffer.byteLength(text);
    }
  }
  return bytes;
}

export interface OneReport extends Pick<ManyReports, 'contracts' | 'seed'> {
  readonly provider: number;
  /** 0 is the last one. */
  readonly run: number;
}

/** What is broken is so in every run of the same source, which changes every ten runs. Every fifth run is a live one. */
export function oneReport({ provider, run, contracts, seed }: OneReport): Report {
  const draw = createDraw(seed + provider * 1_000 + run);
  const source = Math.floor(run / 10);
  const ids = contractIds(contracts);
  const outcomes = ids.map((contract, place) => oneOutcome(contract, (place * 7 + provider + source) % 50, draw));
  const time = new Date(Date.parse(endOfRuns) - run * dayMs).toISOString();
  return {
    schemaVersion: 1,
    run: {
      ...{ id: `${provider}-${run}`, seed: draw(1_000_000), startedAt: time, finishedAt: time },
      ...{ interrupted: false, assayVersion: '0.1.0' },
    },
    contractSet: { version: '0.1.0', digest: 'sha256:set', ids },
    providers: [
      {
        ...{ name: nameOf(provider), tier: 'additional', digest: `sha256:source-${provider}-${source}` },
        capabilities: { ...noCapabilities, spot: provider % 2 === 0, gpu: provider % 3 === 0 },
        testbed: run % 5 === 0 ? { name: 'live', fidelity: 'live', tolerances } : simulated,
        ...{ verdict: verdictOf(outcomes), outcomes },
        ...{ resources: { created: 500, destroyed: 500, leaked: 0 }, timing: { totalMs: 2_000 } },
      },
    ],
  };
}

const tolerances = {
  ...{ consistencyWindowMs: 5_000, bootTimeoutMs: 60_000, terminateTimeoutMs: 60_000, callTimeoutMs: 60_000 },
};

const simulated = { name: 'simulated', fidelity: 'simulated', tolerances } as const;

function nameOf(provider: number): string {
  return `provider-${String(provider).padStart(2, '0')}`;
}

/** Those that there are, and then others that look like them. */
function contractIds(count: number): readonly string[] {
  const known = contractCatalogue.map(({ id }) => id);
  return Array.from({ length: count }, (_, place) => known[place] ?? `operate.added-later-${place}`);
}

function oneOutcome(contract: string, kind: number, draw: Draw): Outcome {
  const common = { contract, level: 'must', cases: 100, steps: 300 + draw(100), seed: draw(1_000_000) } as const;
  const timing = { p50Ms: draw(1_000) / 1_000, p95Ms: 1 + draw(3_000) / 1_000 };
  if (kind === 0) return { ...common, timing, outcome: 'fail', counterexample: oneCounterexample(draw) };
  if (kind === 1)
    return {
      ...common,
      timing,
      outcome: 'inconclusive',
      reason: { code: 'infrastructure', text: 'the service did not answer' },
    };
  if (kind < 12)
    return {
      ...common,
      timing,
      outcome: 'skip',
      reason: { code: 'capability-absent', text: 'the provider does not declare it' },
    };
  return {
    ...common,
    timing,
    outcome: 'pass',
    coverage: { acting: 100, reached: { 'spawn resolved': 90, 'status running': 80 } },
  };
}

function oneCounterexample(draw: Draw): NonNullable<Outcome['counterexample']> {
  const id = `m-${draw(1_000_000)}`;
  return {
    steps: [
      { op: 'spawn', as: 'i1', request: { spec: { cpus: 1, memoryMiB: 256 } } },
      { op: 'terminate', target: 'i1' },
    ],
    program: [`i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})  → {id: "${id}"}`, 'terminate(i1)  → threw NOT_FOUND'],
    ...{ expected: 'terminate resolves for what is already gone', actual: `it threw NOT_FOUND: no such machine ${id}` },
    transcript: Array.from({ length: 12 }, (_, atMs) => ({
      ...{ atMs, operation: 'terminate', request: `DELETE /v1/machines/${id}` },
      response: `404 {"error": {"code": "not_found", "message": "no such machine ${id}"}}`,
    })),
    replay: 'npx assay replay .assay/failures/terminate.json',
    found: { stepsBefore: 9, cases: 4, shrinkRuns: 31 },
  };
}
