import fc from 'fast-check';
import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { Fault, FaultScope } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { faultGoal, watchFaults } from '../fault-watch.ts';
import { idsOf, mustFleet, mustLeaveNoMachine, watchLeftovers } from '../fleet-checks.ts';
import { anyFleet, countMax, type FleetWish, fleetStep, largeFleet, takeDownStep } from '../generators/fleet-steps.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { unclearSpawnFaults } from '../generators/spawn-fault.ts';
import { waitQuiet } from '../quiet.ts';
import { isRefusal } from '../refusals.ts';
import { sameValue } from '../same-value.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const afterAnUnclearAnswer: Contract = defineContract({
  id: 'spot-fleet.after-an-unclear-answer',
  intent: 'spot',
  title: 'An unclear answer makes no machine twice',
  statement:
    'When nobody can tell from an answer whether a spot fleet was launched, its run resolves to the fleet, or throws. Once the service answers and the consistency window has passed, the same run resolves to the same machines, or, where the first threw, to a fleet or to INVALID_SPEC, because what came was ended and the key is used up. No machine is left that nobody was told of, and after undoing it there is none at all.',
  workflow: spotFleetName,
  needs: ['faults', 'ledger'],
  reaches: [faultGoal],
  steps: anyUnclear,
  boundaries: (facts) =>
    unclearSpawnFaults(facts, [{ operation: 'spawn' }, { operation: 'spawn', nth: 1 }]).map((fault) =>
      unclear('key', largeFleet(facts, { count: Math.min(6, countMax(facts)) }), fault, false),
    ),
  run: async (trial: Trial) => {
    const mustLeaveNothing = await watchLeftovers(trial);
    const watch = watchFaults(trial);
    let isDisturbed = false;
    let hasFailed = false;
    let first: readonly string[] | undefined;
    await trial.play({
      fault: () => {
        isDisturbed = true;
      },
      heal: async () => {
        isDisturbed = false;
        await waitQuiet(trial);
      },
      workflow: async (result) => {
        const isDue = watch.touched().length > 0 || isDisturbed;
        if (result.outcome === 'threw' && (isDue || (hasFailed && isRefusal(result, ['INVALID_SPEC'])))) {
          hasFailed = true;
          return;
        }
        const ids = idsOf(mustFleet(trial, result).instances);
        first ??= ids;
        const before = first;
        const seen = () => `${describeValue(before)}, and then ${describeValue(ids)}`;
        const expected = 'a fleet whose launch was unclear has the same machines ever after';
        trial.expect(sameValue(before, ids), expected, seen);
        if (isDisturbed) return;
        await mustLeaveNothing();
        await waitQuiet(trial);
        await mustLeaveNoStrays(trial, 'a fleet whose launch was unclear has no machine twice');
      },
      compensate: async (result) => {
        if (isDisturbed && result.outcome === 'threw') return;
        mustResolve(trial, result);
        await mustLeaveNothing();
        await mustLeaveNoMachine(trial, 'a fleet that was undone has no machine');
      },
    });
  },
});

function anyUnclear(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const first = fc.integer({ min: 1, max: 6 }).map((nth): FaultScope => ({ operation: 'other', nth }));
  const launches = fc.constantFrom<FaultScope>(
    { operation: 'spawn', nth: 1 },
    { operation: 'spawn', nth: 2 },
    { operation: 'spawn', count: 2 },
  );
  const faults = fc
    .tuple(fc.oneof({ weight: 2, arbitrary: launches }, first), fc.nat())
    .map(([scope, pick]): Fault => pickFrom(unclearSpawnFaults(facts, [scope]), pick));
  return fc
    .tuple(anyKey(), anyFleet(facts), faults, fc.boolean())
    .map(([key, wish, fault, undoes]) => unclear(key, wish, fault, undoes));
}

function pickFrom(faults: readonly Fault[], pick: number): Fault {
  return faults[pick % faults.length] ?? { kind: 'response-lost', scope: { operation: 'spawn' } };
}

function unclear(key: string, wish: FleetWish, fault: Fault, undoes: boolean): readonly Step[] {
  return [
    { op: 'fault', as: 'f1', fault },
    fleetStep('u1', key, wish),
    { op: 'heal', target: 'f1' },
    ...(undoes ? [] : [fleetStep('w1', key, wish)]),
    takeDownStep(key, wish),
  ];
}
