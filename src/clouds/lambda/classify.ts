import type { WireOperation } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';
import { prefix } from './route.ts';

/** What a call is, for faults and for readers. */
export function classify({ method, path, query }: NativeRequest): CallClass {
  const label = query === '' ? `${method} ${path}` : `${method} ${path}?${query}`;
  return { operation: operationOf(method, path.slice(prefix.length)), label, read: method === 'GET' };
}

function operationOf(method: string, path: string): WireOperation {
  if (path === '/instance-operations/launch') return 'spawn';
  if (path === '/instance-operations/terminate') return 'terminate';
  if (path === '/instances') return 'list';
  if (path.startsWith('/instances/')) return method === 'GET' ? 'get' : 'other';
  return /^\/file-?systems/.test(path) ? 'volume' : 'other';
}
