import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { describePage } from './pages.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import { oneTagProblem, readTags, tagsMax } from './tag-specifications.ts';
import { everyTagged, findTagged, type TaggedResource } from './tagged-resource.ts';

/** CreateTags: on all of the resources or, with one that is not there, on none. */
export function createTags(store: Store, region: string, query: Query): Answer {
  const resources = namedResources(store, region, query);
  if ('ok' in resources) return resources;
  const tags = readTags(query);
  if (tags.length === 0) return refusal('MissingParameter', 'The request must contain the parameter Tags');
  for (const [key, value] of tags) {
    const problem = oneTagProblem(key, value);
    if (problem) return problem;
  }
  if (resources.some((resource) => new Map([...resource.tags, ...tags]).size > tagsMax)) {
    return refusal('TagLimitExceeded', `The maximum number of Tags for a resource is ${tagsMax}.`);
  }
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  for (const resource of resources) for (const [key, value] of tags) resource.tags.set(key, value);
  return success({ return: true });
}

/** DeleteTags: by key, by key and value, or all. */
export function deleteTags(store: Store, region: string, query: Query): Answer {
  const resources = namedResources(store, region, query);
  if ('ok' in resources) return resources;
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  const wanted = query.records('Tag').map((tag) => ({ key: tag.text('Key') ?? '', value: tag.text('Value') }));
  for (const { tags } of resources) {
    if (wanted.length === 0) tags.clear();
    // A value, the empty one too, spares the tag that has another one.
    for (const { key, value } of wanted) if (value === undefined || tags.get(key) === value) tags.delete(key);
  }
  return success({ return: true });
}

function namedResources(store: Store, region: string, query: Query): readonly TaggedResource[] | Refusal {
  const ids = [...new Set(query.list('ResourceId'))];
  if (ids.length === 0) return refusal('MissingParameter', 'The request must contain the parameter resourceIdSet');
  const resources: TaggedResource[] = [];
  for (const id of ids) {
    const resource = findTagged(store, region, id);
    if ('ok' in resource) return resource;
    resources.push(resource);
  }
  return resources;
}

interface ShownTag {
  readonly resource: TaggedResource;
  readonly key: string;
  readonly value: string;
}

/** DescribeTags: every tag of every resource, each by itself. */
export function describeTags(store: Store, region: string, query: Query): Answer {
  const problem = filterProblem(query, filterable);
  if (problem) return problem;
  return describePage(store, query, {
    set: 'tagSet',
    pageDefault: Number.POSITIVE_INFINITY,
    open: () =>
      everyTagged(store, region)
        .flatMap((resource): ShownTag[] => [...resource.tags].map(([key, value]) => ({ resource, key, value })))
        .filter((tag) => passesFilters(query, filterable, tag))
        .map(({ resource: { id, type }, key, value }) => ({ resourceId: id, resourceType: type, key, value })),
  });
}

const filterable: Filterable<ShownTag> = {
  fields: {
    key: ({ key }) => [key],
    value: ({ value }) => [value],
    'resource-id': ({ resource }) => [resource.id],
    'resource-type': ({ resource }) => [resource.type],
  },
  tags: ({ key, value }) => new Map([[key, value]]),
};
