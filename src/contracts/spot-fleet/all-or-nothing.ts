import fc from 'fast-check';
import type { ProviderErrorCode } from '../../provider/provider-error.ts';
import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { mustFleet, mustLeaveNoMachine, watchLeftovers } from '../fleet-checks.ts';
import { anyFleet, fleetOf, fleetStep, hopelessFleet, largeFleet } from '../generators/fleet-steps.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const lackCodes: readonly ProviderErrorCode[] = ['CAPACITY_ERROR', 'QUOTA_EXCEEDED', 'RATE_LIMIT_ERROR', 'AUTH_ERROR'];

export const allOrNothing: Contract = defineContract({
  id: 'spot-fleet.all-or-nothing',
  intent: 'spot',
  title: 'A fleet that is too small is none',
  statement:
    'A spot fleet that says how many machines it needs at least resolves to so many or more. Where they cannot be had it throws a ProviderError that says what is lacking, CAPACITY_ERROR where capacity is, and every machine that had come is taken down again.',
  workflow: spotFleetName,
  needs: ['ledger'],
  reaches: ['too few came'],
  steps: anyNeeds,
  boundaries: (facts) => [
    [needs('key', hopelessFleet(facts, { atLeast: 1 }))],
    ...['key', 'other', 'another', 'last'].map((key) => [
      needs(key, largeFleet(facts, { atLeast: largeFleet(facts).count })),
    ]),
  ],
  run: async (trial: Trial) => {
    const mustLeaveNothing = await watchLeftovers(trial);
    let isNone = true;
    await trial.play({
      workflow: (result) => {
        if (result.outcome === 'threw') {
          trial.reach('too few came');
          return mustRefuse(trial, result, 'a fleet that is too small throws what is lacking', lackCodes);
        }
        isNone = false;
        const { instances } = mustFleet(trial, result);
        const least = fleetOf(result.step)?.atLeast ?? 0;
        const expected = 'a fleet has as many machines as it needs at least';
        trial.expect(instances.length >= least, expected, () => `${instances.length} came, and ${least} are needed`);
      },
    });
    await mustLeaveNothing();
    if (isNone) await mustLeaveNoMachine(trial, 'a fleet that is too small is taken down again');
    else await mustLeaveNoStrays(trial, 'a fleet tells of every machine that it made');
  },
});

function anyNeeds(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  return fc
    .tuple(anyKey(), anyFleet(facts), fc.nat())
    .map(([key, wish, pick]) => [needs(key, { ...wish, atLeast: wish.count - (pick % wish.count) })]);
}

function needs(key: string, wish: Parameters<typeof fleetStep>[2]): Step {
  return fleetStep('w1', key, wish);
}
