import type { Answer } from './answer.ts';
import { type Collection, momentOfRevision, objectsAt, type Shown } from './list.ts';
import { momentNow, revisionAt, type Store } from './store.ts';

const timeoutDefaultMs = 60_000;
const stepMs = 250;

/**
 * `GET .../{collection}?watch=1`: what has changed since a version, as lines, once something has; the connection is closed
 * after that, as any server may. A version that is forgotten is told by a line, on a status of 200.
 */
export async function watchObjects(store: Store, collection: Collection, query: URLSearchParams): Promise<Answer> {
  const { clock } = store;
  const revision = query.get('resourceVersion') ?? '';
  const since = revision === '' || revision === '0' ? null : momentOfRevision(store, revision);
  if (since && 'status' in since) return since.status === 410 ? lines([{ type: 'ERROR', object: since.body }]) : since;
  const timeoutMs = Number(query.get('timeoutSeconds') ?? 0) * 1_000 || timeoutDefaultMs;
  const before = since === null ? [] : objectsAt(store, collection, since, query);
  if ('status' in before) return before as Answer;
  for (const deadlineMs = clock.now() + timeoutMs; ; ) {
    const events = changes(
      before as readonly Shown[],
      objectsAt(store, collection, momentNow(store), query) as readonly Shown[],
    );
    if (events.length > 0 || clock.now() >= deadlineMs) return lines([...events, ...bookmark(store, query)]);
    await clock.sleep(Math.min(stepMs, deadlineMs - clock.now()));
  }
}

function changes(before: readonly Shown[], after: readonly Shown[]): readonly object[] {
  const known = new Map(before.map((each) => [each.meta.uid, each]));
  const left = new Set(after.map(({ meta }) => meta.uid));
  const changed = after.flatMap(({ meta, body }) => {
    const old = known.get(meta.uid);
    if (old && JSON.stringify(old.body) === JSON.stringify(body)) return [];
    return [{ type: old ? 'MODIFIED' : 'ADDED', object: body }];
  });
  const gone = before.filter(({ meta }) => !left.has(meta.uid)).map(({ body }) => ({ type: 'DELETED', object: body }));
  return [...changed, ...gone];
}

function bookmark(store: Store, query: URLSearchParams): readonly object[] {
  if (query.get('allowWatchBookmarks') !== 'true') return [];
  const resourceVersion = revisionAt(store, momentNow(store));
  return [{ type: 'BOOKMARK', object: { metadata: { resourceVersion } } }];
}

function lines(events: readonly object[]): Answer {
  return { status: 200, body: events.map((event) => `${JSON.stringify(event)}\n`).join('') };
}
