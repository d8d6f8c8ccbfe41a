import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'vitest';
import type { Contract } from '../contracts/contract.ts';
import { casesOf } from '../engine/cases-of.ts';
import { gate } from '../engine/gate.ts';
import { subjectOfModule } from '../engine/load-module.ts';
import { type LookedAt, lookAt, unwrittenFor } from '../engine/look-at.ts';
import { pickTestbed } from '../engine/pick-testbed.ts';
import { redactorFor } from '../engine/redact/redactor-for.ts';
import type { Outcome, Reason } from '../engine/report.ts';
import { runContract } from '../engine/run-contract.ts';
import { createWorlds } from '../engine/worlds.ts';
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
export type ContractMeta = Pick<
  Outcome,
  'contract' | 'level' | 'outcome' | 'reason' | 'cases' | 'steps' | 'seed' | 'weak' | 'missing'
>;

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
 * import { defineProvider } from 'assay';
 * import { describeProvider } from 'assay/vitest';
 *
 * const mine = defineProvider({ name: 'mine', create: (context) => createMine(context) });
 * describeProvider(mine, { seed: 42 });
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
  const { id, level } = contract;
  const { seed } = run;
  const note = (meta: Omit<ContractMeta, 'contract' | 'level' | 'seed'>) => {
    context.task.meta.assay = { contract: id, level, seed, ...meta };
  };
  const skip = (reason: Reason) => context.skip(`${reason.code}: ${reason.text}`);

  const gated = gate(contract, {
    ...looked.provider,
    workflows: looked.workflows,
    enhanced: looked.enhanced,
    testbed: run.testbed,
  });
  if (gated) {
    note({ outcome: 'skip', reason: gated, cases: 0, steps: 0 });
    return skip(gated);
  }
  const { outcome, leaked } = await judgeInWorlds(contract, looked, run, context.signal);
  const { outcome: kind, reason, weak, missing, cases, steps } = outcome;
  note({ outcome: kind, ...(reason && { reason }), cases, steps, ...(weak && { weak }), ...(missing && { missing }) });

  if (leaked > 0) throw new ContractFailure(`${leaked} of what ${id} made could not be destroyed and is still there`);
  if (kind === 'skip' && reason) return skip(reason);
  if (weak !== undefined) await context.annotate(`a weak pass: ${weak}`);
  if (kind !== 'pass') throw new ContractFailure(failureText(contract, outcome, replayCommand(id, context)));
}

async function judgeInWorlds(contract: Contract, { facts, unwritten }: LookedAt, run: Run, signal: AbortSignal) {
  const worlds = createWorlds({ ...run, signal });
  try {
    const { outcome } = await runContract({
      worlds,
      facts,
      contract,
      seed: run.seed,
      runs: casesOf(contract, facts, run.testbed, run.runs),
      unwritten: unwrittenFor(unwritten, contract.id),
      signal,
      elapsedMs: () => performance.now(),
    });
    const { leaked } = await worlds.close();
    return { outcome: redactorFor(process.env, run.settings).value(outcome), leaked };
  } catch (thrown) {
    await worlds.close();
    throw thrown;
  }
}

/** The seed is the same in every run, so the test itself is the replay. */
function replayCommand(id: string, { task }: TestContext): string {
  return `npx vitest run ${task.file.name} -t ${id}`;
}
