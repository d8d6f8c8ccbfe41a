import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { mustFleet } from '../fleet-checks.ts';
import { anyFleets, fleetOf, fleetStep, hopelessFleet, largeFleet } from '../generators/fleet-steps.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const fleetsMax = 2;

export const fallsBackAsAsked: Contract = defineContract({
  id: 'spot-fleet.falls-back-as-asked',
  intent: 'spot',
  title: 'The full price is paid where that was asked for',
  statement:
    "With the fallback 'none' every machine of a spot fleet is one of the spot market. With 'on-demand' what the spot market did not have is bought at the full price, once: nothing is missing, or else the reasons say what was lacking on demand as well. A bid that no market takes brings no spot machine.",
  workflow: spotFleetName,
  needs: ['ledger'],
  reaches: ['bought on demand', 'missing and not bought'],
  steps: (facts) => anyFleets(facts, fleetsMax),
  boundaries: (facts) => [
    [fleetStep('w1', 'key', hopelessFleet(facts, { count: 2 }))],
    [fleetStep('w1', 'key', hopelessFleet(facts, { count: 2, fallback: 'on-demand' }))],
    [fleetStep('w1', 'key', largeFleet(facts, { fallback: 'on-demand' }))],
    [fleetStep('w1', 'other', largeFleet(facts, { fallback: 'on-demand' }))],
    [fleetStep('w1', 'another', largeFleet(facts, { fallback: 'on-demand' }))],
  ],
  run: async (trial: Trial) => {
    await trial.play({
      workflow: (result) => {
        const { instances, missing, lacking } = mustFleet(trial, result);
        const { fallback, maxPriceUsdPerHour: bid } = fleetOf(result.step) ?? {};
        const bought = instances.filter(({ spot }) => spot !== true);
        if (bought.length > 0) trial.reach('bought on demand');
        if (fallback === 'on-demand') {
          const isBought = missing === 0 || lacking.some(({ market }) => market === 'on-demand');
          const expected = 'what the spot market did not have is bought on demand, or lacking there too';
          trial.expect(isBought, expected, () => `${missing} are missing: ${describeValue(lacking)}`);
        } else {
          if (missing > 0) trial.reach('missing and not bought');
          const expected = 'nothing is bought on demand where that was not asked for';
          trial.expect(bought.length === 0, expected, () => describeValue(bought));
        }
        const { hopeless } = trial.facts.spotBids ?? {};
        if (bid === undefined || hopeless === undefined || bid >= hopeless) return;
        const isSpared = bought.length === instances.length;
        trial.expect(isSpared, 'a bid that no market takes brings no spot machine', () => describeValue(instances));
      },
    });
    await mustLeaveNoStrays(trial, 'a fleet buys no machine twice');
  },
});
