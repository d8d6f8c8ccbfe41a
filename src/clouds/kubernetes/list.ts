import { type Answer, refusal, success } from './answer.ts';
import { claimBody, claimGoneAtMs } from './claim.ts';
import { goneAtMs } from './pod.ts';
import { podBody } from './pod-body.ts';
import { fieldMatcher, labelMatcher } from './selectors.ts';
import { type Moment, momentNow, momentOf, type ObjectMeta, revisionAt, type Store } from './store.ts';

export type Collection = 'pods' | 'persistentvolumeclaims';

const kinds: Readonly<Record<Collection, string>> = {
  pods: 'PodList',
  persistentvolumeclaims: 'PersistentVolumeClaimList',
};

/** `GET .../{collection}`: by name, page by page, every page as everything was when the first was asked for. */
export function listObjects(store: Store, collection: Collection, query: URLSearchParams): Answer {
  const { clock, options } = store;
  const limit = query.get('limit') ?? '';
  if (!/^[+-]?\d*$/.test(limit)) {
    return refusal(400, 'BadRequest', `strconv.ParseInt: parsing ${JSON.stringify(limit)}: invalid syntax`);
  }
  const token = readToken(query.get('continue'));
  if (token === null) return refusal(400, 'BadRequest', 'continue key is not valid');
  const moment = token?.moment ?? momentNow(store);
  if (token && clock.now() >= moment.atMs + options.continueMs) return expired();
  const found = objectsAt(store, collection, moment, query);
  if ('status' in found) return found as Answer;
  const items = found as readonly Shown[];
  const rest = items.filter(({ meta }) => token === undefined || meta.name > token.after);
  const asked = Number(limit);
  // Whoever sets no limit gets everything at once.
  const size = asked > 0 ? Math.min(asked, options.pageSize) : Number.POSITIVE_INFINITY;
  const page = rest.slice(0, size);
  const after = page.at(-1)?.meta.name ?? '';
  // Whether what comes after a full page meets the selectors is only looked at when it is asked for.
  const isLast = page.length < size || everything(store, collection, moment).every(({ meta }) => meta.name <= after);
  return success({
    kind: kinds[collection],
    apiVersion: 'v1',
    metadata: { resourceVersion: revisionAt(store, moment), ...(!isLast && { continue: writeToken(moment, after) }) },
    // Without what each would only repeat.
    items: page.map(({ body }) => withoutKind(body)),
  });
}

export interface Shown {
  readonly meta: ObjectMeta;
  readonly body: object;
}

/** What there is at a time and meets the selectors, by name; the refusal of a selector that is none. */
export function objectsAt(
  store: Store,
  collection: Collection,
  moment: Moment,
  query: URLSearchParams,
): readonly Shown[] | Answer {
  const matchesLabels = labelMatcher(query.get('labelSelector') ?? '');
  if (typeof matchesLabels === 'string') return refusal(400, 'BadRequest', matchesLabels);
  const matchesFields = fieldMatcher(query.get('fieldSelector') ?? '', collection);
  if (typeof matchesFields === 'string') return refusal(400, 'BadRequest', matchesFields);
  return everything(store, collection, moment)
    .filter(({ meta, body }) => matchesLabels(meta.labels) && matchesFields(body))
    .toSorted((a, b) => (a.meta.name < b.meta.name ? -1 : 1));
}

function everything(store: Store, collection: Collection, moment: Moment): readonly Shown[] {
  // Who has no grace goes with the write that deletes it.
  const isThere = ({ createdBy, deletedBy }: ObjectMeta, goneAtMs: number) =>
    createdBy <= moment.write && (deletedBy > moment.write || moment.atMs < goneAtMs);
  if (collection === 'pods') {
    return store.pods
      .filter((pod) => isThere(pod, goneAtMs(pod, store.options)))
      .map((pod) => ({ meta: pod, body: podBody(pod, moment, store) }));
  }
  return store.claims
    .filter((claim) => isThere(claim, claimGoneAtMs(claim, store)))
    .map((claim) => ({ meta: claim, body: claimBody(claim, moment, store) }));
}

function withoutKind(body: object): object {
  const { kind: _kind, apiVersion: _version, ...rest } = body as Readonly<Record<string, unknown>>;
  return rest;
}

function expired(): Answer {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';
  return refusal(410, 'Expired', message);
}

interface Token {
  readonly moment: Moment;
  readonly after: string;
}

/** Undefined where none was given, null where it is none of ours. */
function readToken(token: string | null): Token | null | undefined {
  if (token === null || token === '') return undefined;
  const [, atMs, write, after] = /^(\d+)\/(\d+)\/(.+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return after === undefined ? null : { moment: { atMs: Number(atMs), write: Number(write) }, after };
}

function writeToken({ atMs, write }: Moment, after: string): string {
  return Buffer.from(`${atMs}/${write}/${after}`).toString('base64url');
}

/** The moment to which a version of the store belongs, or the refusal of one that is forgotten or none. */
export function momentOfRevision(store: Store, revision: string): Moment | Answer {
  const moment = momentOf(store, revision);
  if (moment === null) return refusal(400, 'BadRequest', `resourceVersion: Invalid value: "${revision}"`);
  if (store.clock.now() - moment.atMs <= store.options.historyMs) return moment;
  return refusal(410, 'Expired', `too old resource version: ${revision} (${revisionAt(store, momentNow(store))})`);
}
