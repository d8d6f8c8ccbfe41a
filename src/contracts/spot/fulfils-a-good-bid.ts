import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { anyGoodBid, bidStep, goodBid } from '../generators/spot-request.ts';
import { eventuallyGet } from '../instance-checks.ts';
import { mustFulfil } from '../spot-checks.ts';
import type { Trial } from '../trial.ts';

const bidsMax = 3;

export const fulfilsAGoodBid: Contract = defineContract({
  id: 'spot.fulfils-a-good-bid',
  intent: 'spot',
  title: 'A bid at the market price brings a machine',
  statement:
    'requestSpotInstance with a bid at or above the market price resolves to a fulfilled ticket that names a machine of its own; the machine comes to run, and get marks it as spot.',
  requires: ['spot'],
  steps: (facts) =>
    fc
      .array(anyGoodBid(facts), { minLength: 1, maxLength: bidsMaxOf(facts) })
      .map((bids) => bids.map((bid, index) => bidStep(index + 1, bid))),
  boundaries: (facts) => [[bidStep(1, goodBid(facts))]],
  run: async (trial: Trial) => {
    await trial.play({ 'request-spot': (result) => mustFulfil(trial, result) });
    const ids = trial.bound().map((name) => trial.idOf(name));
    trial.expect(new Set(ids).size === ids.length, 'every bid brings a machine of its own', () => ids.join(', '));
    for (const target of trial.bound()) {
      mustResolve(trial, await trial.probe({ op: 'await-running', target }), 'a spot machine comes to run');
      await eventuallyGet(trial, target, 'get marks a spot machine as spot', (instance) => instance?.spot === true);
    }
  },
});

function bidsMaxOf(facts: WorldFacts): number {
  return spawnCountMax(facts, bidsMax);
}
