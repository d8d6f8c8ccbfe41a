import { isObject } from '../../provider/is-object.ts';
import type { NativeRequest, NativeResponse, ServiceDefects } from '../../testbed/wire/native-service.ts';

type Body = Readonly<Record<string, unknown>>;

/** What this server does when it is not itself. It has whole lists or none, and no tokens but names. */
export const defects: Partial<ServiceDefects> = {
  unknownState: (response) => {
    const body = parsed(response);
    if (body?.kind !== 'Pod' && body?.kind !== 'PodList') return undefined;
    const changed = response.body.replace(/"phase":"[A-Za-z]+"/g, '"phase":"Rehearsing"');
    return changed === response.body ? undefined : { ...response, body: changed };
  },
  repeatedCursor: (response, request) => {
    const body = parsed(response);
    const asked = queryOf(request).get('continue');
    // Nothing comes round again on the first page.
    if (asked === null || body?.kind !== 'PodList' || !isObject(body.metadata)) return undefined;
    return { ...response, body: JSON.stringify({ ...body, metadata: { ...body.metadata, continue: asked } }) };
  },
  nextPage: (response, request) => {
    const body = parsed(response);
    const next = body?.kind === 'PodList' && isObject(body.metadata) ? body.metadata.continue : undefined;
    if (typeof next !== 'string') return undefined;
    const query = queryOf(request);
    query.set('continue', next);
    return { ...request, query: query.toString() };
  },
};

function queryOf({ query }: NativeRequest): URLSearchParams {
  return new URLSearchParams(query);
}

function parsed({ body }: NativeResponse): Body | undefined {
  return body.startsWith('{') ? (JSON.parse(body) as Body) : undefined;
}
