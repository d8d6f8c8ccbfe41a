import type { WireOperation } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';
import { partsOf } from './route.ts';

/** What a call is, for faults and for readers. */
export function classify(request: NativeRequest): CallClass {
  const { method, path, query } = request;
  if (path === '/graphql') return classifyQuery(request.body);
  const label = query === '' ? `${method} ${path}` : `${method} ${path}?${query}`;
  return { operation: operationOf(method, partsOf(path) ?? []), label, read: method === 'GET' };
}

/** A query is told by its words: every one goes to the same path. */
function classifyQuery(body: string): CallClass {
  const [name = 'query'] = /podRentInterruptable|podBidResume|podTerminate|myself|gpuTypes|pod(?=\()/.exec(body) ?? [];
  const isWrite = /^\s*\{\s*"query"\s*:\s*"\s*mutation/.test(body);
  const operation = name === 'podRentInterruptable' ? 'spawn' : name === 'podTerminate' ? 'terminate' : 'other';
  return { operation, label: `POST /graphql ${name}`, read: !isWrite };
}

function operationOf(method: string, [collection, id, action]: readonly string[]): WireOperation {
  if (collection === 'network-volumes') return 'volume';
  if (collection !== 'pods' || action !== undefined) return 'other';
  if (method === 'POST') return 'spawn';
  if (method === 'DELETE') return 'terminate';
  return id === undefined ? 'list' : 'get';
}
