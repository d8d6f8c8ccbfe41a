import type { Instance } from './instance.ts';
import type { ListFilter } from './requests.ts';

/** Parts combine by AND, `ids` and `statuses` by OR within; an absent part does not narrow. */
export function matchesFilter(instance: Instance, filter: ListFilter): boolean {
  const { ids, statuses, tags, region } = filter;
  if (ids !== undefined && !ids.includes(instance.id)) return false;
  if (statuses !== undefined && !statuses.includes(instance.status)) return false;
  if (region !== undefined && instance.region !== region) return false;
  return Object.entries(tags ?? {}).every(([key, value]) => hasTag(instance, key, value));
}

/** Own properties only: a tag called `constructor` is not on everything. */
function hasTag(instance: Instance, key: string, value: string): boolean {
  const tags = instance.tags ?? {};
  return Object.hasOwn(tags, key) && tags[key] === value;
}
