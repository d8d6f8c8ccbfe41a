import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { plainRequest } from './spawn-request.ts';

/** Keys that a careless adapter takes for each other: it trims them, cuts them, or lowers their case. */
export const similarKeys: readonly string[] = [
  'key',
  'Key',
  'key ',
  'kéy',
  'key/1',
  'key-1',
  `${'k'.repeat(80)}1`,
  `${'k'.repeat(80)}2`,
];

export function anyKey(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...similarKeys), fc.uuid());
}

/** A spawn of the smallest machine under a key. */
export function spawnUnder(facts: WorldFacts, as: Name, idempotencyKey: string): Step {
  return { op: 'spawn', as, request: { ...plainRequest(facts), idempotencyKey } };
}

/** Another request than the smallest machine: more of something, or a tag. */
export function anyOtherRequest(facts: WorldFacts): fc.Arbitrary<SpawnRequest> {
  return fc.constantFrom(...otherRequests(facts));
}

export function otherRequests(facts: WorldFacts): readonly SpawnRequest[] {
  const plain = plainRequest(facts);
  const { smallest, largest } = facts;
  const larger = (['cpus', 'memoryMiB'] as const)
    .filter((size) => largest[size] > smallest[size])
    .map((size) => ({ spec: { ...plain.spec, [size]: smallest[size] + 1 } }));
  return [...larger, { ...plain, tags: { other: 'request' } }];
}
