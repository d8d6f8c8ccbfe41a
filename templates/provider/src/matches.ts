import type { Instance, ListFilter } from 'assay';

/** Parts combine by AND; `ids` and `statuses` by OR within; an absent part does not narrow. */
export function matches(instance: Instance, { ids, statuses, tags = {}, region }: ListFilter): boolean {
  if (ids && !ids.includes(instance.id)) return false;
  if (statuses && !statuses.includes(instance.status)) return false;
  if (region !== undefined && instance.region !== region) return false;
  return Object.entries(tags).every(([key, value]) => instance.tags?.[key] === value);
}
