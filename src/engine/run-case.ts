import type { Contract } from '../contracts/contract.ts';
import { describeThrown } from '../contracts/describe.ts';
import type { Step } from '../contracts/step.ts';
import { Violation } from '../contracts/violation.ts';
import type { World } from '../testbed/testbed.ts';
import type { TranscriptEntry } from '../testbed/transcript.ts';
import { type CoverageCount, countCase } from './coverage.ts';
import { formatHistory, nameIds } from './history.ts';
import { runTrial, type TrialRecord } from './run-trial.ts';
import type { Worlds } from './worlds.ts';

/** What one case came to. `broken` is a defect of the contract, the testbed or the harness, never of the provider. */
export type CaseResult = { readonly performed: number } & (
  | { readonly outcome: 'held'; readonly program: () => readonly string[] }
  | ({ readonly outcome: 'violated' } & CaseFailure)
  | { readonly outcome: 'broken'; readonly message: string }
);

export interface CaseFailure {
  readonly expected: string;
  readonly actual: string;
  /** Told when asked: most failures are shrunk away and never printed. */
  readonly program: () => readonly string[];
  readonly transcript: readonly TranscriptEntry[];
}

/** Runs one case of one contract and destroys what it made. Never throws. */
export async function runCase(
  worlds: Worlds,
  contract: Contract,
  steps: readonly Step[],
  worldSeed: number,
  coverage?: CoverageCount,
): Promise<CaseResult> {
  try {
    return await worlds.within(worldSeed, async (world, known, salt) => {
      const startedMs = world.clock.now();
      // The provider gets a copy of its own: one that changes its input must not change the case.
      const record = await runTrial(world, contract, structuredCloneOf(steps), known, salt, worlds);
      const result = judge(world, record, startedMs);
      if (coverage) countCase(coverage, record);
      await worlds.cleanUp(world, record.bindings);
      return result;
    });
  } catch (thrown) {
    return { outcome: 'broken', performed: 0, message: describeThrown(thrown) };
  }
}

/** Steps are plain JSON, and this copy is several times cheaper than structuredClone. */
function structuredCloneOf(steps: readonly Step[]): readonly Step[] {
  return JSON.parse(JSON.stringify(steps)) as readonly Step[];
}

function judge(world: World, record: TrialRecord, startedMs: number): CaseResult {
  const performed = record.history.length;
  const { ids } = record.bindings;
  const program = () => formatHistory(record.history, ids);
  if (record.thrown === undefined) return { outcome: 'held', performed, program };
  if (!(record.thrown instanceof Violation)) {
    return { outcome: 'broken', performed, message: `the contract itself failed: ${describeThrown(record.thrown)}` };
  }
  const transcript = world.transcript.entries().filter((entry) => entry.atMs >= startedMs);
  return {
    outcome: 'violated',
    performed,
    expected: record.thrown.expected,
    actual: nameIds(record.thrown.actual, ids),
    program,
    transcript: transcript.map((entry) => ({
      ...entry,
      atMs: entry.atMs - startedMs,
      request: nameIds(entry.request, ids),
      response: nameIds(entry.response, ids),
    })),
  };
}
