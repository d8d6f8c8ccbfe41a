import type { Contract } from '../contracts/contract.ts';
import type { Name, Step, StepOp } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import type { StepChecks, Trial } from '../contracts/trial.ts';
import { Violation } from '../contracts/violation.ts';
import type { LedgerEntry } from '../testbed/ledger.ts';
import type { World } from '../testbed/testbed.ts';
import { type Bindings, createBindings, namesOf } from './bindings.ts';
import type { HistoryEntry } from './history.ts';
import type { Journal } from './journal/journal.ts';
import { performStep } from './perform-step.ts';
import { offered } from './perform-world-step.ts';
import { poll } from './poll.ts';
import { stoppedBy } from './stopped-by.ts';
import { TrialAbilities } from './trial-abilities.ts';

/** What is left of a trial when it ended, whatever the contract found. */
export interface TrialRecord {
  readonly history: readonly HistoryEntry[];
  readonly bindings: Bindings;
  /** What the contract said it came to. */
  readonly reached: ReadonlySet<string>;
  /** What the contract threw: a Violation, or a defect of the contract or the harness. */
  readonly thrown?: unknown;
}

export interface TrialOptions {
  /** Ends the trial before its next step. */
  readonly signal?: AbortSignal;
  readonly journal?: Journal | undefined;
}

/** Plays one case of one contract in a world. `known` are ledger ids from before, on a shared world, and `salt` is put before keys there. */
export async function runTrial(
  world: World,
  contract: Contract,
  steps: readonly Step[],
  known: ReadonlySet<string>,
  salt = '',
  { signal, journal }: TrialOptions = {},
): Promise<TrialRecord> {
  const history: HistoryEntry[] = [];
  const bindings = createBindings(salt, journal);
  const reached = new Set<string>();
  const until = signal ? { ...world, clock: stoppedBy(world.clock, signal) } : world;
  const trial = createTrial(until, steps, known, history, bindings, reached, signal);
  try {
    await contract.run(trial);
    return { history, bindings, reached };
  } catch (thrown) {
    return { history, bindings, reached, thrown: thrown ?? new Error(`the contract threw ${thrown}`) };
  } finally {
    for (const fault of bindings.faults.values()) fault.heal();
  }
}

function createTrial(
  world: World,
  steps: readonly Step[],
  known: ReadonlySet<string>,
  history: HistoryEntry[],
  bindings: Bindings,
  reached: Set<string>,
  signal: AbortSignal | undefined,
): Trial {
  const perform = async <S extends Step>(step: S, probe: boolean): Promise<StepResult<S['op']>> => {
    signal?.throwIfAborted();
    const result = await performStep(world, bindings, step);
    history.push({ probe, result });
    return result;
  };

  const own: Omit<Trial, keyof TrialAbilities> = {
    steps,
    facts: world.facts,
    clock: world.clock,
    provider: world.registration.provider,
    registration: world.registration,
    play: async (checks: StepChecks = {}) => {
      for (const step of steps) {
        const result = await perform(step, false);
        const check = checks[step.op] as ((result: StepResult, trial: Trial) => void | Promise<void>) | undefined;
        await check?.(result, trial);
      }
    },
    probe: (step) => perform(step, true),
    results: <Op extends StepOp>(op: Op) =>
      history
        .filter((entry) => !entry.probe && entry.result.step.op === op)
        .map((entry) => entry.result as StepResult<Op>),
    idOf: (name) => bindings.ids.get(name),
    bound: () => namesOf(bindings, 'instance'),
    alive: () => namesOf(bindings, 'instance').filter((name) => !terminated(history, name)),
    eventually: async (expected, look, describe, withinMs = world.facts.tolerances.consistencyWindowMs) => {
      const seen = await poll(world.clock, withinMs, async () => ((await look()) ? true : undefined));
      if (!seen) throw new Violation(expected, `${describe()} after ${withinMs} ms`);
    },
    expect: (condition, expected, actual) => {
      if (!condition) throw new Violation(expected, typeof actual === 'string' ? actual : actual());
    },
    reach: (label) => {
      reached.add(label);
    },
    truth: async () => {
      const entries = await offered(world.ledger, 'ledger').entries();
      return entries.filter((entry: LedgerEntry) => entry.kind === 'instance' && !known.has(entry.id));
    },
    fault: (name) => bindings.faults.get(name),
  };
  const trial: Trial = Object.assign(new TrialAbilities(world), own);
  return trial;
}

function terminated(history: readonly HistoryEntry[], name: Name): boolean {
  return history.some(
    ({ result }) => result.step.op === 'terminate' && result.step.target === name && result.outcome === 'resolved',
  );
}
