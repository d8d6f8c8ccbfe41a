import { type Refusal, refusal } from './answer.ts';
import { type InstanceRecord, stateAt } from './instance.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';

type Read = (record: InstanceRecord, store: Store, atMs: number) => readonly string[];

/** What each filter looks at. Tags are apart, for their keys are in the filter's own name. */
const filters: Readonly<Record<string, Read>> = {
  'instance-id': (record) => [record.id],
  'instance-state-name': (record, store, atMs) => [stateAt(record, atMs, store.options) ?? ''],
  'instance-type': (record) => [record.order.instanceType],
  'instance-lifecycle': (record) => (record.order.isSpot ? ['spot'] : []),
  'availability-zone': (record) => [record.order.zone],
  'subnet-id': (record) => [record.order.subnetId],
  'image-id': (record) => [record.order.imageId],
  'client-token': (record) => [record.order.clientToken ?? ''],
  'tag-key': (record) => [...record.tags.keys()],
  'tag-value': (record) => [...record.tags.values()],
};

export function filterProblem(query: Query): Refusal | null {
  for (const filter of query.records('Filter')) {
    const name = filter.text('Name') ?? '';
    if (!name.startsWith('tag:') && !Object.hasOwn(filters, name)) {
      return refusal('InvalidParameterValue', `The filter '${name}' is invalid`);
    }
  }
  return null;
}

/** Every filter has to hold; of its values one is enough. `*` and `?` are wildcards. */
export function matchesFilters(record: InstanceRecord, query: Query, store: Store, atMs: number): boolean {
  return query.records('Filter').every((filter) => {
    const name = filter.text('Name') ?? '';
    const seen = name.startsWith('tag:')
      ? tagValues(record, name.slice('tag:'.length))
      : filters[name]?.(record, store, atMs);
    return filter.list('Value').some((pattern) => seen?.some((text) => wildcard(pattern).test(text)));
  });
}

function tagValues({ tags }: InstanceRecord, key: string): readonly string[] {
  const value = tags.get(key);
  return value === undefined ? [] : [value];
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
