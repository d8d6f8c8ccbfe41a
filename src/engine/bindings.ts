import type { Name } from '../contracts/step.ts';
import type { Bootstrap } from '../provider/bootstrap.ts';
import type { InjectedFault } from '../testbed/fault.ts';
import type { Journal } from './journal/journal.ts';

/** What a name of a case can stand for. */
export type BoundKind = 'instance' | 'snapshot' | 'volume' | 'warm-volume' | 'spot-ticket';

/** What the names of a case stand for so far. */
export interface Bindings {
  readonly ids: Map<Name, string>;
  readonly kinds: Map<Name, BoundKind>;
  readonly faults: Map<Name, InjectedFault>;
  readonly bootstraps: Map<Name, Bootstrap>;
  /** Put before every idempotency key. */
  readonly salt: string;
  /** Where what is made is written down; absent where nothing outlives the case. */
  readonly journal?: Journal;
}

export function createBindings(salt = '', journal?: Journal): Bindings {
  return {
    ids: new Map(),
    kinds: new Map(),
    faults: new Map(),
    bootstraps: new Map(),
    salt,
    ...(journal && { journal }),
  };
}

/** Binds the name where the value has an id. Providers may return anything. */
export function bindName(bindings: Bindings, name: Name, kind: BoundKind, value: unknown, key = 'id'): void {
  const id =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  if (typeof id !== 'string') return;
  bindings.ids.set(name, id);
  bindings.kinds.set(name, kind);
}

/** The id behind a name; a name that nothing binds is an id itself. */
export function resolveName(bindings: Bindings, name: Name): string {
  return bindings.ids.get(name) ?? name;
}

/** The names of one kind, in the order in which they were bound. */
export function namesOf(bindings: Bindings, kind: BoundKind): readonly Name[] {
  return [...bindings.kinds].filter(([, bound]) => bound === kind).map(([name]) => name);
}
