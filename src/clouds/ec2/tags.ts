import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import { oneTagProblem, readTags } from './tag-specifications.ts';

/** CreateTags: of two writers of one key the last one wins. */
export function createTags(store: Store, region: string, query: Query): Answer {
  const tags = readTags(query);
  const found = tagsOfAll(store, region, query.list('ResourceId'));
  if ('ok' in found) return found;
  const problem = tags.map(([key, value]) => oneTagProblem(key, value)).find((each) => each !== null);
  const refused = problem ?? dryRunProblem(query);
  if (refused) return refused;
  for (const own of found) for (const [key, value] of tags) own.set(key, value);
  return success({ return: true });
}

function tagsOfAll(store: Store, region: string, ids: readonly string[]): readonly Map<string, string>[] | Refusal {
  const found: Map<string, string>[] = [];
  for (const id of ids) {
    const record = taggable(store, id);
    if (record?.region !== region) return refusal('InvalidID', `The ID '${id}' is not valid`);
    found.push(record.tags);
  }
  return found;
}

function taggable(
  store: Store,
  id: string,
): { readonly region: string; readonly tags: Map<string, string> } | undefined {
  const instance = store.instances.get(id);
  if (instance) return { region: instance.order.region, tags: instance.tags };
  return store.volumes.get(id) ?? store.images.get(id) ?? store.snapshots.get(id) ?? store.launchTemplates.get(id);
}
