import type { WireOperation } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';
import { targetOf } from './route.ts';

/** What a call is, for faults and for readers. */
export function classify({ method, path, query }: NativeRequest): CallClass {
  const label = query === '' ? `${method} ${path}` : `${method} ${path}?${query}`;
  return { operation: operationOf(method, path), label, read: method === 'GET' };
}

function operationOf(method: string, path: string): WireOperation {
  const target = targetOf(path);
  switch (target?.collection) {
    case 'machines':
      return target.action === null ? machineOperation(method, target.id) : 'other';
    case 'spot-requests':
      return method === 'POST' ? 'spawn' : 'other';
    case 'snapshots':
      return 'snapshot';
    case 'volumes':
    case 'warm-volumes':
      return 'volume';
    case 'networks':
      return 'network';
    default:
      return 'other';
  }
}

function machineOperation(method: string, id: string | null): WireOperation {
  if (method === 'POST') return 'spawn';
  if (method === 'DELETE') return 'terminate';
  return id === null ? 'list' : 'get';
}
