import { isObject } from '../../provider/is-object.ts';
import type { NativeResponse, ServiceDefects } from '../../testbed/wire/native-service.ts';
import type { Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

/** What this service does when it is not itself. */
export function createDefects(store: Store): Partial<ServiceDefects> {
  return {
    ...answerDefects,
    forgetToken: ({ query }) => {
      const requestId = new URLSearchParams(query).get('requestId');
      const known = [...store.operations.values()].filter((each) => requestId !== null && each.requestId === requestId);
      for (const operation of known) operation.requestId = null;
      return requestId !== null;
    },
  };
}

/** Those of any Compute Engine. */
export const answerDefects: Partial<ServiceDefects> = {
  unknownState: (response) => {
    const body = parsed(response);
    if (body?.kind !== 'compute#instance' && !isListAnswer(body)) return undefined;
    const changed = response.body.replace(/"status":"[A-Z]+"/g, '"status":"REHEARSING"');
    return changed === response.body ? undefined : { ...response, body: changed };
  },
  repeatedCursor: (response, request) => {
    const body = parsed(response);
    const asked = new URLSearchParams(request.query).get('pageToken');
    // Nothing comes round again on the first page.
    return asked === null || !isListAnswer(body) ? undefined : answer(response, { ...body, nextPageToken: asked });
  },
  partial: (response) => {
    const body = parsed(response);
    if (!isListAnswer(body) || !isObject(body?.items)) return undefined;
    const scopes = Object.entries(body.items);
    const [full] = scopes.find(([, scope]) => isObject(scope) && Array.isArray(scope.instances)) ?? [];
    if (full === undefined) return undefined;
    const warning = { code: 'UNREACHABLE', message: `The scope '${full}' could not be reached.` };
    return answer(response, { ...body, items: { ...body.items, [full]: { warning } }, unreachables: [full] });
  },
  nextPage: (response, request) => {
    const body = parsed(response);
    if (!isListAnswer(body) || typeof body?.nextPageToken !== 'string') return undefined;
    const query = new URLSearchParams(request.query);
    query.set('pageToken', body.nextPageToken);
    return { ...request, query: query.toString() };
  },
};

function isListAnswer(body: Body | undefined): boolean {
  return body?.kind === 'compute#instancesAggregatedList';
}

function answer(response: NativeResponse, body: Body): NativeResponse {
  return { ...response, body: JSON.stringify(body) };
}

function parsed({ body }: NativeResponse): Body | undefined {
  return body.startsWith('{') ? (JSON.parse(body) as Body) : undefined;
}
