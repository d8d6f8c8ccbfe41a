import fc from 'fast-check';
import type { Instance } from '../../provider/instance.ts';
import { type SpotFleetInput, spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { mustFleet, namesOfRun } from '../fleet-checks.ts';
import { anyFleet, type FleetWish, fleetOf, fleetStep, largeFleet } from '../generators/fleet-steps.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { regionPart } from '../generators/region.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone } from '../truth-checks.ts';

export const honoursRequest: Contract = defineContract({
  id: 'spot-fleet.honours-request',
  intent: 'spot',
  title: 'Each machine of a fleet is what was asked for',
  statement:
    'Every machine of a spot fleet, bought either way, is one like any other: get reports the tags, the name and the region that were asked for and at least the size, and terminate ends it and no other.',
  workflow: spotFleetName,
  needs: ['ledger'],
  reaches: ['some came'],
  steps: anyMadeToOrder,
  boundaries: (facts) => {
    const { request } = largeFleet(facts);
    const marked = { ...request, name: 'fleet', tags: { kempty: '', kequals: 'a=b,c:d/e', kwide: 'é @' } };
    return [
      [fleetStep('w1', 'key', largeFleet(facts, { count: Math.min(2, largeFleet(facts).count), request: marked }))],
    ];
  },
  run: async (trial: Trial) => {
    await trial.play({ workflow: (result) => void mustFleet(trial, result) });
    await waitQuiet(trial);
    for (const { step } of trial.results('workflow')) {
      const names = namesOfRun(trial, step.as);
      if (names.length > 0) trial.reach('some came');
      for (const name of names) {
        const instance = mustGet(trial, await trial.probe({ op: 'get', target: name }));
        const isHonoured = instance !== null && isAsAsked(trial.facts, instance, fleetOf(step)?.request);
        trial.expect(isHonoured, 'a machine of a fleet is what was asked for', () => describeValue(instance));
      }
    }
    const [target, ...others] = trial.bound();
    if (target === undefined) return;
    mustResolve(trial, await trial.probe({ op: 'terminate', target }));
    await eventuallyGone(trial, target, 'terminate ends a machine of a fleet');
    const there = new Set((await trial.truth()).filter(({ gone }) => !gone).map(({ id }) => id));
    const lost = others.filter((name) => !there.has(trial.idOf(name) ?? ''));
    trial.expect(lost.length === 0, 'terminate ends no other machine of the fleet', () => describeValue(lost));
  },
});

/** Untrusted: the instance may hold anything. */
function isAsAsked(facts: WorldFacts, instance: Instance, asked: SpotFleetInput['request'] | undefined): boolean {
  if (asked === undefined) return true;
  const { cpus, memoryMiB } = asked.spec;
  const { spec } = instance;
  const isLarge = spec === undefined || (spec.cpus >= cpus && spec.memoryMiB >= memoryMiB);
  const isExact = facts.roundsUp === true || spec === undefined || spec.cpus === cpus;
  const areTagged = Object.entries(asked.tags ?? {}).every(([key, value]) => instance.tags?.[key] === value);
  const isNamed = asked.name === undefined || instance.name === asked.name;
  const isThere = asked.region === undefined || instance.region === asked.region;
  return isLarge && isExact && areTagged && isNamed && isThere;
}

function anyMadeToOrder(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const more = fc.record(
    { name: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), ...regionPart(facts) },
    { requiredKeys: [], noNullPrototype: true },
  );
  return fc
    .tuple(anyKey(), anyFleet(facts), more)
    .map(([key, wish, extra]) => [fleetStep('w1', key, madeToOrder(wish, extra))]);
}

const machinesMax = 3;

function madeToOrder(wish: FleetWish, extra: Partial<FleetWish['request']>): FleetWish {
  return { ...wish, count: Math.min(machinesMax, wish.count), request: { ...wish.request, ...extra } };
}
