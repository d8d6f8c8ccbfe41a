import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { Fault, FaultScope, NativeErrorKind } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Step } from '../step.ts';
import { nameAt, spawnCountMax } from './life-steps.ts';
import { anySpawnRequest, plainRequest } from './spawn-request.ts';
import { faultsOf, spoiltAnswers } from './wire-fault.ts';

const clearKinds: readonly NativeErrorKind[] = ['capacity', 'auth', 'rate-limit', 'quota', 'invalid'];

/** Failures by which a service says clearly that it made nothing; in force until healed. */
export function clearSpawnFaults(facts: WorldFacts): readonly Fault[] {
  return clearKinds
    .filter((error) => facts.nativeErrors.includes(error))
    .map((error) => ({ kind: 'native-error', error, scope: { operation: 'spawn' } }));
}

const unclearScopes: readonly FaultScope[] = [
  { operation: 'spawn', nth: 1 },
  { operation: 'spawn', count: 1 },
  { operation: 'spawn', count: 2 },
  { operation: 'spawn' },
];

/** Failures after which nobody can tell from the answer whether a machine was made. */
export function unclearSpawnFaults(facts: WorldFacts, scopes: readonly FaultScope[] = unclearScopes): readonly Fault[] {
  const unavailable = { kind: 'native-error', error: 'unavailable' } as const;
  const kinds = [{ kind: 'response-lost' }, { kind: 'error-after-success' }, { kind: 'hang' }] as const;
  const spoken = facts.nativeErrors.includes('unavailable') ? [...kinds, unavailable] : kinds;
  return scopes.flatMap((scope) => [
    ...spoken.map((kind): Fault => ({ ...kind, scope })),
    ...faultsOf(facts, ['request-lost', ...spoiltAnswers, ...doubled(facts)], scope),
  ]);
}

/** Where names are not unique nobody can tell that a request came twice. */
function doubled({ declared }: WorldFacts): readonly ['duplicate-delivery'] | readonly [] {
  return declared?.idempotentSpawn ? ['duplicate-delivery'] : [];
}

/** Spawns, of which the first few may come before the fault, and the last after it has healed. */
export function anySpawnsAroundFault(facts: WorldFacts, faults: readonly Fault[]): fc.Arbitrary<readonly Step[]> {
  if (faults.length === 0) return fc.constant([]);
  const requests = fc.array(anySpawnRequest(facts), { minLength: 1, maxLength: spawnCountMax(facts, 3) });
  return fc
    .tuple(requests, fc.constantFrom(...faults), fc.nat({ max: 2 }), fc.boolean())
    .map(([wanted, fault, before, heals]) => around(wanted, fault, Math.min(before, wanted.length - 1), heals));
}

/** One spawn of the smallest machine under each fault, one case each. */
export function oneSpawnUnderEach(facts: WorldFacts, faults: readonly Fault[]): readonly (readonly Step[])[] {
  return faults.map((fault) => around([plainRequest(facts)], fault, 0, true));
}

function around(requests: readonly SpawnRequest[], fault: Fault, before: number, heals: boolean): readonly Step[] {
  const spawns = requests.map((request, index): Step => ({ op: 'spawn', as: nameAt(index), request }));
  const under = spawns.slice(before, heals ? before + 1 : undefined);
  const after = spawns.slice(before + under.length);
  const heal: readonly Step[] = heals ? [{ op: 'heal', target: 'f1' }] : [];
  return [...spawns.slice(0, before), { op: 'fault', as: 'f1', fault }, ...under, ...heal, ...after];
}
