import { deriveSeed } from '../../testbed/seeded-random.ts';
import { type Answer, success } from './answer.ts';
import { instanceTypeOf } from './instance-types.ts';
import { zonesOf } from './places.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

/** US dollars per hour. Stands while the world does, so that one bid always fares the same. */
export function marketPrice({ options, seed }: Store, zone: string, instanceType: string): number {
  const { spotDiscountMin: min, spotDiscountMax: max } = options;
  const percent = 100 - (min + (deriveSeed(seed, `spot ${zone} ${instanceType}`) % (max - min + 1)));
  return priceAt(instanceType, percent);
}

/** The bounds within which the market of a type moves. */
export function priceBounds(
  { options }: Pick<Store, 'options'>,
  instanceType: string,
): { readonly min: number; readonly max: number } {
  const { spotDiscountMin, spotDiscountMax } = options;
  return { min: priceAt(instanceType, 100 - spotDiscountMax), max: priceAt(instanceType, 100 - spotDiscountMin) };
}

/** Hundredths of a cent, and hundredths of them again: whole numbers as long as it goes. */
function priceAt(instanceType: string, percent: number): number {
  return ((instanceTypeOf(instanceType)?.price ?? 0) * percent) / 1_000_000;
}

/** DescribeSpotPriceHistory with only the present in it. */
export function describeSpotPrices(store: Store, region: string, query: Query): Answer {
  const zone = query.text('AvailabilityZone');
  const zones = zonesOf(store.options, region).filter((each) => zone === undefined || each === zone);
  const types = query.list('InstanceType').filter((type) => instanceTypeOf(type) !== undefined);
  return success({
    spotPriceHistorySet: types.flatMap((instanceType) =>
      zones.map((availabilityZone) => ({
        instanceType,
        productDescription: 'Linux/UNIX',
        spotPrice: marketPrice(store, availabilityZone, instanceType).toFixed(6),
        timestamp: new Date(store.openedAtMs).toISOString(),
        availabilityZone,
      })),
    ),
    nextToken: '',
  });
}
