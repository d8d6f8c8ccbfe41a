import type { Random } from '../../provider/context.ts';
import { type Answer, success } from './answer.ts';
import { instanceTypes, neverSoldOut } from './catalogue.ts';
import type { LambdaOptions } from './lambda-options.ts';
import type { Store } from './store.ts';

/** Where one type can be had: what the map says, and what is so. */
export interface Capacity {
  readonly listed: readonly string[];
  readonly real: readonly string[];
}

/** Draws where each type can be had. Where the map lies, it names one region too many, and others beside it. */
export function drawCapacity({ regions, quirks }: LambdaOptions, random: Random): ReadonlyMap<string, Capacity> {
  return new Map(instanceTypes.map(({ name }) => [name, name === neverSoldOut ? everywhere(regions) : drawn()]));

  function drawn(): Capacity {
    const first = Math.floor(random.next() * regions.length);
    const listed = regions.filter((_, index) => index !== first || random.next() < 0.5);
    const sold = listed[Math.floor(random.next() * listed.length)];
    const real = quirks.capacityMapLies ? listed.filter((region) => region !== sold) : listed;
    return { listed, real };
  }
}

function everywhere(regions: readonly string[]): Capacity {
  return { listed: regions, real: regions };
}

/** `GET /instance-types`: a map by name; a type that is sold out stays in it. */
export function listInstanceTypes({ capacity }: Store): Answer {
  const entries = instanceTypes.map((type) => {
    const regions = (capacity.get(type.name)?.listed ?? []).map(regionBody);
    return [type.name, { instance_type: type, regions_with_capacity_available: regions }];
  });
  return success(Object.fromEntries(entries));
}

export function regionBody(name: string): { readonly name: string; readonly description: string } {
  return { name, description: `Region ${name}` };
}
