import type { NativeResponse, ServiceDefects } from '../../testbed/wire/native-service.ts';

type Body = Readonly<Record<string, unknown>>;

/** What this service does when it is not itself. */
export const defects: Partial<ServiceDefects> = {
  unknownState: (response) => {
    const body = parsed(response);
    const { data } = body ?? {};
    if (Array.isArray(data)) {
      return data.some(hasStatus) ? answer(response, { ...body, data: data.map(astray) }) : undefined;
    }
    return hasStatus(data) ? answer(response, { ...body, data: astray(data) }) : undefined;
  },
  repeatedCursor: (response, request) => {
    const body = parsed(response);
    const asked = new URLSearchParams(request.query).get('page_token');
    // Nothing comes round again on the first page.
    return asked === null || !Array.isArray(body?.data) ? undefined : answer(response, { ...body, page_token: asked });
  },
  nextPage: (response, request) => {
    const token = parsed(response)?.page_token;
    if (typeof token !== 'string') return undefined;
    const query = new URLSearchParams(request.query);
    query.set('page_token', token);
    return { ...request, query: query.toString() };
  },
};

function hasStatus(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && typeof (value as Body).status === 'string';
}

function astray(instance: Body): Body {
  return hasStatus(instance) ? { ...instance, status: 'migrating' } : instance;
}

function answer(response: NativeResponse, body: Body): NativeResponse {
  return { ...response, body: JSON.stringify(body) };
}

function parsed({ body }: NativeResponse): Body | undefined {
  if (!body.startsWith('{')) return undefined;
  return JSON.parse(body) as Body;
}
