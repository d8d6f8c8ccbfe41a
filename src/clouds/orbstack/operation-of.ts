import type { WireOperation } from '../../testbed/fault.ts';
import { targetOf } from './route.ts';

/** What a call is for. */
export function operationOf(method: string, path: string): WireOperation {
  const target = targetOf(path);
  switch (target?.collection) {
    case 'machines':
      return machineOperation(method, target.id);
    case 'snapshots':
      return 'snapshot';
    case 'volumes':
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
