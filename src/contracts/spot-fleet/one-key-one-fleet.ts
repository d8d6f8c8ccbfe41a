import fc from 'fast-check';
import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { idsOf, mustFleet, watchLeftovers } from '../fleet-checks.ts';
import { anyFleet, type FleetWish, fleetStep, largeFleet } from '../generators/fleet-steps.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { anyPause } from '../generators/pause.ts';
import { waitQuiet } from '../quiet.ts';
import { mustRefuse } from '../refusals.ts';
import { sameValue } from '../same-value.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

export const oneKeyOneFleet: Contract = defineContract({
  id: 'spot-fleet.one-key-one-fleet',
  intent: 'spot',
  title: 'One key gives one fleet',
  statement:
    'A spot fleet that is asked for again under its key resolves to the same machines and makes no more, also in another process, and also when two processes ask at the same time. Another input under the key of a fleet that has machines is refused with INVALID_SPEC, and leaves them alone.',
  workflow: spotFleetName,
  needs: ['ledger', 'processes'],
  reaches: ['process resolved'],
  steps: anyRepeats,
  boundaries: (facts) => {
    const wish = largeFleet(facts, { fallback: 'on-demand' });
    return [
      [fleetStep('w1', 'key', wish), elsewhere(fleetStep('w2', 'key', wish))],
      [atOnce('key', wish), fleetStep('w3', 'key', wish)],
      [fleetStep('w1', 'key', wish), fleetStep('w2', 'key', otherThan(wish))],
    ];
  },
  run: async (trial: Trial) => {
    const mustLeaveNothing = await watchLeftovers(trial);
    let first: { readonly input: unknown; readonly ids: readonly string[] } | undefined;
    const judge = (result: StepResult): void => {
      if (result.step.op !== 'workflow') return;
      const { input } = result.step;
      if (first !== undefined && !sameValue(first.input, input)) {
        // A bid below every price asks the service for nothing, and leaves nothing by which its key could be known.
        if (first.ids.length > 0 || result.outcome !== 'resolved') {
          mustRefuse(trial, result, 'another input under a key is refused', ['INVALID_SPEC']);
          return;
        }
        first = undefined;
      }
      const ids = idsOf(mustFleet(trial, result as StepResult<'workflow'>).instances);
      first ??= { input, ids };
      const before = first.ids;
      const seen = () => `${describeValue(before)}, and then ${describeValue(ids)}`;
      trial.expect(sameValue(before, ids), 'a fleet under one key has the same machines', seen);
    };
    await trial.play({
      workflow: judge,
      process: (result) => mustResolve(trial, result).results.forEach(judge),
      overlap: (result) => {
        for (const { result: inner } of mustResolve(trial, result).flat()) {
          if (inner.step.op === 'process') mustResolve(trial, inner as StepResult<'process'>).results.forEach(judge);
        }
      },
    });
    await mustLeaveNothing();
    await waitQuiet(trial);
    for (const name of trial.bound()) await mustExist(trial, name, 'the machines of a key exist');
    await mustLeaveNoStrays(trial, 'one key makes one fleet');
  },
});

/** One machine fewer, or one more. */
function otherThan(wish: FleetWish): FleetWish {
  return { ...wish, count: wish.count === 1 ? 2 : wish.count - 1 };
}

function elsewhere(step: Step): Step {
  return { op: 'process', steps: [step] };
}

function atOnce(key: string, wish: FleetWish): Step {
  return { op: 'overlap', clients: ['w1', 'w2'].map((as) => [elsewhere(fleetStep(as, key, wish))]) };
}

type Again = 'here' | 'elsewhere' | 'other';

function anyRepeats(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const agains = fc.array(fc.tuple(fc.constantFrom<Again>('here', 'elsewhere', 'other'), anyPause(facts)), {
    minLength: 1,
    maxLength: 2,
  });
  return fc.tuple(anyKey(), anyFleet(facts), fc.boolean(), agains).map(([key, wish, together, again]) => [
    together ? atOnce(key, wish) : fleetStep('w1', key, wish),
    ...again.flatMap(([kind, pause], index) => {
      const step = fleetStep(`w${index + 3}`, key, kind === 'other' ? otherThan(wish) : wish);
      return [...pause, kind === 'elsewhere' ? elsewhere(step) : step];
    }),
  ]);
}
