import type { ProviderContext } from './context.ts';
import type { Enhanced } from './enhanced.ts';
import type { Hooks } from './hooks.ts';
import type { AnyProvider, CapabilityGate } from './provider.ts';
import type { UnwrittenPart } from './unwritten.ts';
import type { Workflow } from './workflow.ts';

/**
 * What a provider hands over. `contracts` are provider-specific promises; they are typed where contracts are defined,
 * so that a provider needs to know nothing of them.
 */
export interface Registration {
  readonly provider: AnyProvider;
  readonly hooks: Hooks;
  readonly workflows?: readonly AnyWorkflow[];
  /** What it knows beyond the generic types; absent where it extends none. */
  readonly enhanced?: Enhanced;
  readonly contracts?: readonly unknown[];
  /**
   * What the service's catalogue asks for a thing, in US dollars per hour; undefined where it does not say. The budget of
   * a run (`--max-cost`) counts with it.
   */
  readonly usdPerHour?: (kind: PricedKind, request: unknown) => number | undefined;
  /** What is known to be still unwritten, beside the parts that say so when they are called. See {@link unwritten}. */
  readonly unwritten?: readonly UnwrittenPart[];
  /**
   * Whether every create carries an end that the service keeps by itself, should its maker be gone. Where it does not,
   * and the service is real, a run has to be allowed with `--allow-no-expiry`.
   */
  readonly expiry?: 'service' | 'none';
}

/** A workflow of which only the caller knows what it takes. */
// biome-ignore lint/suspicious/noExplicitAny: an input type is checked by `validate`, and stands in both directions.
export type AnyWorkflow = Workflow<any>;

/** What a service may bill. */
export type PricedKind = 'instance' | 'snapshot' | 'volume' | 'warm-volume' | 'spot-ticket';

/**
 * What a provider package default-exports: how to make a registration in any world.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: (context) => ({ provider: createMine(context), hooks }) });
 */
export interface ProviderModule {
  readonly name: string;
  create(context: ProviderContext): Registration | Promise<Registration>;
  /** Testbeds that this provider brings along; the first is its default. Typed where testbeds are defined. */
  readonly testbeds?: readonly unknown[];
}

/** What a module must also be where its flags are literals: its provider has exactly the methods that they promise. */
type Gate<M extends ProviderModule> =
  Awaited<ReturnType<M['create']>> extends { readonly provider: infer P extends AnyProvider }
    ? P extends CapabilityGate<P['capabilities']>
      ? unknown
      : { create(context: ProviderContext): MaybePromise<{ readonly provider: CapabilityGate<P['capabilities']> }> }
    : unknown;

type MaybePromise<T> = T | Promise<T>;

/**
 * Identity with a type: checks a provider module where it is written. A flag that is literally `true` without all of
 * its methods does not compile here either.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: (context) => createMine(context) });
 */
export function defineProvider<M extends ProviderModule>(module: M & Gate<M>): M {
  return module;
}
