import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'vitest';
import type { Contract } from '../contracts/contract.ts';
import { gate } from '../engine/gate.ts';
import { subjectOfModule } from '../engine/load-module.ts';
import { type LookedAt, lookAt, unwrittenFor } from '../engine/look-at.ts';
import { pickTestbed } from '../engine/pick-testbed.ts';
import { redactorFor } from '../engine/redact/redactor-for.ts';
import type { Outcome, Reason } from '../engine/report.ts';
import { runContract } from '../engine/run-contract.ts';
import { createWorlds, type Worlds } from '../engine/worlds.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { ContractFailure, failureText } from './contract-failure.ts';

export interface DescribeProviderOptions {
  /** Seed of everything generated. Default 0: the same cases in every run; `assay certify` is for fresh ones. */
  readonly seed?: number;
  /** Cases per contract. Default: as the testbed says. */
  readonly runs?: number;
  /** Name of the testbed. Default: the module's first; one that brings none is taken as it is. */
  readonly testbed?: string;
  /** Settings of the testbed, such as `{image}`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Which contracts get a test. Default: all. */
  readonly contracts?: (id: string) => boolean;
  /** How long one contract may take, in milliseconds of real time. Default 60 000. */
  readonly timeoutMs?: number;
}

/** What a test leaves in `task.meta.assay`, for reporters. */
export type ContractMeta = Pick<Outcome, 'contract' | 'level' | 'outcome' | 'reason' | 'cases' | 'steps' | 'seed'>;

declare module 'vitest' {
  interface TaskMeta {
    assay?: ContractMeta;
  }
}

/**
 * The contracts in your own vitest, one test each. A contract that is skipped says why; one that fails shows the shrunk
 * program, what was expected and seen, and how to see it again. For a seed it comes to what `assay certify` comes to.
 *
 * Every test has worlds of its own, in the process of the test file: breakpoints and coverage work, and nothing shields
 * the test run from a provider that exits or blocks.
 *
 * @example
 * import { describeProvider } from 'assay/vitest';
 *
 * describeProvider(module, { seed: 42 });
 */
export function describeProvider(module: ProviderModule, options: DescribeProviderOptions = {}): void {
  const subject = subjectOfModule(module, '');
  const testbed = pickTestbed(subject, options.testbed);
  const defaults = { seed: 0, settings: {}, timeoutMs: 60_000 };
  const run: Run = { ...defaults, ...options, module, testbed, runId: randomUUID() };

  describe(`${module.name} on ${testbed.name}`, async () => {
    const looked = await look(run);
    for (const contract of looked.contracts) {
      if (run.contracts && !run.contracts(contract.id)) continue;
      const { id, title } = contract;
      test(`${id}: ${title}`, { timeout: run.timeoutMs, concurrent: false }, (context) =>
        judge(contract, looked, run, context),
      );
    }
  });
}

/** Everything that the tests of one provider share. */
interface Run extends Omit<DescribeProviderOptions, 'testbed'> {
  readonly module: ProviderModule;
  readonly testbed: Testbed;
  readonly runId: string;
  readonly seed: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

async function look(run: Run): Promise<LookedAt> {
  const worlds = createWorlds({ ...run, signal: new AbortController().signal });
  try {
    return await lookAt(worlds, { ...run, label: run.module.name });
  } finally {
    await worlds.close();
  }
}

/** Runs one contract and ends its test: passed, skipped or failed. */
async function judge(contract: Contract, looked: LookedAt, run: Run, context: TestContext): Promise<void> {
  const skip = gate(contract, { ...looked.provider, testbed: run.testbed });
  if (skip) return context.skip(reasonText(skip));

  const worlds = createWorlds({ ...run, signal: context.signal });
  const { outcome: raw, leaked } = await within(worlds, contract, looked, run);
  const outcome = redactorFor(process.env, run.settings).value(raw);
  const { contract: id, level, outcome: kind, reason, cases, steps, seed } = outcome;
  context.task.meta.assay = { contract: id, level, outcome: kind, ...(reason && { reason }), cases, steps, seed };

  if (leaked > 0) throw new ContractFailure(`${leaked} of what ${id} made could not be destroyed and is still there`);
  if (kind === 'skip' && reason) return context.skip(reasonText(reason));
  if (kind !== 'pass') throw new ContractFailure(failureText(contract, outcome, replayCommand(id, context)));
}

async function within(worlds: Worlds, contract: Contract, { facts, unwritten }: LookedAt, run: Run) {
  let closed = { leaked: 0 };
  try {
    const { outcome } = await runContract({
      worlds,
      facts,
      contract,
      seed: run.seed,
      runs: run.runs ?? run.testbed.runsDefault,
      unwritten: unwrittenFor(unwritten, contract.id),
      signal: worlds.signal,
      elapsedMs: () => performance.now(),
    });
    closed = await worlds.close();
    return { outcome, leaked: closed.leaked };
  } catch (thrown) {
    await worlds.close();
    throw thrown;
  }
}

function reasonText({ code, text }: Reason): string {
  return `${code}: ${text}`;
}

/** The seed is the same in every run, so the test itself is the replay. */
function replayCommand(id: string, { task }: TestContext): string {
  return `npx vitest run ${task.file.name} -t ${id}`;
}
