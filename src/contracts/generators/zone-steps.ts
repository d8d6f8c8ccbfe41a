import fc from 'fast-check';
import { type ZoneProbingInput, zoneProbingName } from '../../provider/workflows/zone-probing.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step, StepOf } from '../step.ts';
import { plainRequest } from './spawn-request.ts';

/** Zone probing for the smallest machine. */
export function probing(
  facts: WorldFacts,
  as: Name,
  input: Partial<ZoneProbingInput> & { key: string },
): StepOf<'workflow'> {
  return { op: 'workflow', as, workflow: zoneProbingName, input: { request: plainRequest(facts), ...input } };
}

/** What such a step asks for. */
export function probingInput(step: StepOf<'workflow' | 'compensate'>): ZoneProbingInput {
  return step.input as ZoneProbingInput;
}

/** One or more of the zones, in any order. */
export function anyZones(facts: WorldFacts, minLength = 1): fc.Arbitrary<readonly string[]> {
  const zones = facts.zones ?? [];
  return fc.shuffledSubarray([...zones], { minLength: Math.min(minLength, zones.length) });
}

export function drain(zones: readonly string[]): readonly Step[] {
  return zones.map((target) => ({ op: 'drain-zone', target }));
}

export function refill(zones: readonly string[]): readonly Step[] {
  return zones.map((target) => ({ op: 'refill-zone', target }));
}
