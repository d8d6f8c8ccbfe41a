import fc from 'fast-check';
import { isObject } from '../../provider/is-object.ts';
import type { SpotPrice } from '../../provider/resources.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { isRefusal } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const looksMax = 4;

export const prices: Contract = defineContract({
  id: 'spot.prices',
  intent: 'spot',
  title: 'Prices are above zero and those that were asked for',
  statement:
    'getSpotPrices resolves to prices above 0 of machine types that have a name. With a region as its filter it gives the prices of that region alone, and the same machine types as without; for a region that is not there it gives none, or throws INVALID_SPEC.',
  requires: ['spot'],
  steps: anyLooks,
  boundaries: (facts) => [[{ op: 'spot-prices' }, ...placesOf(facts).map((region) => look(region))]],
  run: async (trial: Trial) => {
    await trial.play({
      'spot-prices': (result) => {
        const region = result.step.filter?.region;
        const isKnown = region === undefined || placesOf(trial.facts).includes(region);
        if (!isKnown && isRefusal(result, ['INVALID_SPEC'])) return;
        const all = mustPrice(trial, result);
        if (region === undefined) return;
        const strangers = all.filter((price) => price.region !== region);
        const seen = () => `${describeValue(strangers[0])} for ${region}`;
        trial.expect(strangers.length === 0, 'prices of one region are of that region alone', seen);
        if (isKnown) return;
        trial.expect(all.length === 0, 'there are no prices of a region that is not there', () => describeValue(all));
      },
    });
    const whole = mustPrice(trial, await trial.probe({ op: 'spot-prices' }));
    for (const region of placesOf(trial.facts)) {
      const inRegion = whole.filter((price) => price.region === region).length;
      const found = mustPrice(trial, await trial.probe({ op: 'spot-prices', filter: { region } })).length;
      const seen = () => `${found} against ${inRegion} of ${whole.length} for ${region}`;
      trial.expect(found === inRegion, 'prices of one region are all that the whole list has of it', seen);
    }
  },
});

function mustPrice(trial: Trial, result: StepResult<'spot-prices'>): readonly SpotPrice[] {
  const value: unknown = mustResolve(trial, result);
  const seen = () => describeValue(value);
  trial.expect(Array.isArray(value), 'getSpotPrices resolves to a list of prices', seen);
  const wrong = value.filter((price: unknown) => !isPrice(price));
  trial.expect(wrong.length === 0, 'every price is above 0 and of a machine type', () => describeValue(wrong[0]));
  return value as readonly SpotPrice[];
}

function isPrice(price: unknown): boolean {
  if (!isObject(price) || typeof price.machineType !== 'string' || price.machineType === '') return false;
  return (
    typeof price.priceUsdPerHour === 'number' && price.priceUsdPerHour > 0 && Number.isFinite(price.priceUsdPerHour)
  );
}

/** Every region that is there, whether machines on demand or those of the spot market are in it. */
function placesOf({ regions, spotRegions = [] }: WorldFacts): readonly string[] {
  return [...new Set([...regions, ...spotRegions])];
}

function anyLooks(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const places = placesOf(facts);
  const region = places.length === 0 ? anyUnknownId() : fc.oneof(fc.constantFrom(...places), anyUnknownId());
  return fc.array(fc.option(region), { minLength: 1, maxLength: looksMax }).map((wanted) => wanted.map(look));
}

function look(region: string | null): Step {
  return region === null ? { op: 'spot-prices' } : { op: 'spot-prices', filter: { region } };
}
