import type { Clock } from '../provider/context.ts';
import type { AnyProvider } from '../provider/provider.ts';
import type { Registration } from '../provider/registration.ts';
import type { InjectedFault } from '../testbed/fault.ts';
import type { Ledger, LedgerEntry } from '../testbed/ledger.ts';
import type { Shell } from '../testbed/shell.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import type { Name, Step, StepOp } from './step.ts';
import type { StepResult } from './step-result.ts';

/** Called after each performed step of its operation. Throws a Violation (through `trial.expect`) or returns. */
export type StepChecks = {
  readonly [Op in StepOp]?: (result: StepResult<Op>, trial: Trial) => void | Promise<void>;
};

/**
 * One case in progress: the generated steps, the world, and what has happened so far. A contract plays the steps and
 * looks at what came of them; anything it does beyond them is a probe and is recorded as one.
 */
export interface Trial {
  readonly steps: readonly Step[];
  readonly facts: WorldFacts;
  readonly clock: Clock;
  readonly provider: AnyProvider;
  readonly registration: Registration;
  /** Performs every step in order, each followed by its check. Steps whose target nothing binds use it as a literal id. */
  play(checks?: StepChecks): Promise<void>;
  /** Performs one step of the contract's own (a look, a second call); recorded as a probe, never shrunk away. */
  probe<S extends Step>(step: S): Promise<StepResult<S['op']>>;
  /** The results so far of one operation, probes not included, oldest first. */
  results<Op extends StepOp>(op: Op): readonly StepResult<Op>[];
  /** The real id behind a name that a `spawn` step bound, or undefined where that spawn failed or never ran. */
  idOf(name: Name): string | undefined;
  /** The names bound by resolved `spawn` steps, in order. */
  bound(): readonly Name[];
  /** Names bound and not targeted by a resolved `terminate` step. */
  alive(): readonly Name[];
  /**
   * Repeats `look` on the world's clock until it gives true or the time is up; then a Violation with `expected`
   * and what `describe` says. Default time: the consistency window.
   */
  eventually(expected: string, look: () => Promise<boolean>, describe: () => string, withinMs?: number): Promise<void>;
  /** Throws a Violation unless `condition` holds. `expected` is a fixed sentence; `actual` may hold values. */
  expect(condition: boolean, expected: string, actual: string | (() => string)): asserts condition;
  /** Notes that this case came to something without which it would show little; see `reaches` of a contract. */
  reach(label: string): void;
  /** Ground truth; only for contracts that need `ledger`. */
  readonly ledger: Ledger;
  /** Ledger entries of instances that this trial caused, also those the provider never told of. */
  truth(): Promise<readonly LedgerEntry[]>;
  /** The fault a `fault` step injected. */
  fault(name: Name): InjectedFault | undefined;
  /** Only for contracts that need `shell`. */
  readonly shell: Shell;
}
