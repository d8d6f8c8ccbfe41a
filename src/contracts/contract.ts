import type { Arbitrary } from 'fast-check';
import type { Capability } from '../provider/capability.ts';
import type { Tier } from '../provider/provider.ts';
import type { Ability } from '../testbed/ability.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import type { Step } from './step.ts';
import type { Trial } from './trial.ts';

/**
 * What a caller wants; contracts are grouped by it.
 *
 * @example
 * const isKnown = intents.some((intent) => intent === 'launch');
 */
export const intents = [
  'launch',
  'terminate',
  'observe',
  'bootstrap',
  'snapshot',
  'spot',
  'volume',
  'hibernate',
  'cost',
  'operate',
] as const;

export type Intent = (typeof intents)[number];

/** One executable promise about an intent. One per file. */
export interface Contract {
  /** Stable, for example `terminate.idempotent`. Its first part is the folder the file lives in. */
  readonly id: string;
  readonly intent: Intent;
  /** A sentence of a few words. */
  readonly title: string;
  /** The promise in full, for whoever must keep it. */
  readonly statement: string;
  readonly level: 'must' | 'should';
  /** Version of the contract set that first had it. */
  readonly since: string;
  readonly status: 'stable' | 'provisional';
  readonly tiers: readonly Tier[];
  readonly requires: readonly Capability[];
  readonly needs: readonly Ability[];
  /** The workflow that it speaks of, or `*` for every one; skipped where the provider offers none of that name. */
  readonly workflow?: string;
  /** Whether it speaks of the enhanced types of a provider; skipped where it hands over none. */
  readonly enhanced?: true;
  /**
   * What the cases of a run must have come to, or a pass says little: labels that `run` gives with `trial.reach`, and those
   * that every step gives by itself: `spawn resolved`, `spawn threw INVALID_SPEC`, `status running`.
   */
  readonly reaches: readonly string[];
  /** Cases of this contract: steps that any correct provider survives in this world. */
  steps(facts: WorldFacts): Arbitrary<readonly Step[]>;
  /** How many times as many drawn cases it needs as an ordinary contract; absent is once. `npm run mutation` measures it. */
  readonly breadth?: number;
  /** Edge cases, run first. */
  boundaries?(facts: WorldFacts): readonly (readonly Step[])[];
  /** Plays the steps and throws a Violation where the promise is broken. Must hold for any subset of the steps. */
  run(trial: Trial): Promise<void>;
}

/** What a contract's author leaves out, and what it then is. */
export type ContractDefinition = Omit<Contract, Optional> & Partial<Pick<Contract, Optional>>;

type Optional = 'level' | 'since' | 'status' | 'tiers' | 'requires' | 'needs' | 'reaches';

/**
 * Makes a contract: `must`, stable, for every tier, needing nothing, unless it says otherwise.
 *
 * @example
 * export const unknownIsNull = defineContract({
 *   id: 'observe.unknown-is-null',
 *   intent: 'observe',
 *   title: 'An unknown id is null',
 *   statement: 'get resolves to null for an id that the service does not know.',
 *   steps: () => fc.tuple(anyUnknownId().map((target) => ({ op: 'get', target }) as const)),
 *   run: (trial) => trial.play({ get: mustBeNull }),
 * });
 */
export function defineContract(definition: ContractDefinition): Contract {
  return {
    level: 'must',
    since: '0.1.0',
    status: 'stable',
    tiers: ['testing', 'additional', 'reference'],
    requires: [],
    needs: [],
    reaches: [],
    ...definition,
  };
}
