import type { Fault, FaultKind, FaultScope } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';

/** Kinds that take nothing but a scope. */
type PlainKind = Exclude<FaultKind, 'native-error' | 'latency' | 'throttle' | 'stale-read'>;

/** Faults of these kinds, where the world can do them. */
export function faultsOf(facts: WorldFacts, kinds: readonly PlainKind[], scope: FaultScope): readonly Fault[] {
  return kinds.filter((kind) => facts.faultKinds?.includes(kind)).map((kind): Fault => ({ kind, scope }));
}

/** Ways in which an answer is lost or spoilt on its way. */
export const spoiltAnswers = ['connection-reset', 'truncated', 'malformed'] as const;
