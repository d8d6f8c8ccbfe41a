import type { NativeRequest, NativeResponse, ServiceDefects } from '../../testbed/wire/native-service.ts';
import { targetOf } from './route.ts';
import type { Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

/** What this service does when it is not itself. */
export function createDefects(store: Store): ServiceDefects {
  return {
    unknownState: (response) => {
      const body = bodyOf(response);
      if (body === undefined) return undefined;
      const { machines } = body;
      if (Array.isArray(machines)) {
        return machines.length === 0 ? undefined : answer(response, { ...body, machines: machines.map(astray) });
      }
      return body.state === undefined ? undefined : answer(response, astray(body));
    },
    repeatedCursor: (response, request) => {
      const body = bodyOf(response);
      const asked = new URLSearchParams(request.query).get('cursor');
      // Nothing comes round again on the first page.
      return body?.machines === undefined || asked === null
        ? undefined
        : answer(response, { ...body, next_cursor: asked });
    },
    partial: (response) => {
      const body = bodyOf(response);
      if (!Array.isArray(body?.machines)) return undefined;
      const machines = body.machines.slice(0, Math.floor(body.machines.length / 2));
      const errors = [{ code: 'unavailable', message: 'a part of this host does not answer' }];
      return { ...answer(response, { machines, next_cursor: null, errors }), status: 207 };
    },
    nextPage: (response, request) => {
      const cursor = bodyOf(response)?.next_cursor;
      if (typeof cursor !== 'string') return undefined;
      const query = new URLSearchParams(request.query);
      query.set('cursor', cursor);
      return { ...request, query: query.toString() };
    },
    forgetToken: (request) => {
      const name = tokenOf(request);
      return name !== undefined && store.names.delete(name);
    },
  };
}

/** The name of a machine is its idempotency token. */
function tokenOf({ method, path, body }: NativeRequest): string | undefined {
  if (method !== 'POST' || targetOf(path)?.collection !== 'machines') return undefined;
  const { name } = parsed(body) ?? {};
  return typeof name === 'string' ? name : undefined;
}

function astray(body: Body): Body {
  return { ...body, state: 'migrating' };
}

function answer(response: NativeResponse, body: Body): NativeResponse {
  return { ...response, body: JSON.stringify(body) };
}

function bodyOf({ body }: NativeResponse): Body | undefined {
  return parsed(body);
}

function parsed(text: string): Body | undefined {
  if (text === '') return undefined;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? (value as Body) : undefined;
}
