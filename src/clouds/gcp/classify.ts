import type { WireOperation } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';

/** The parts of a path that follow the project; null where it is no path of Compute Engine. */
export function partsOf(path: string): readonly string[] | null {
  const [root, api, version, projects, project, ...rest] = path.split('/');
  if (root !== '' || api !== 'compute' || version !== 'v1' || projects !== 'projects' || !project) return null;
  // A slash at the end is one too many.
  return rest.length === 1 && rest[0] === '' ? null : rest;
}

/** What a call is, for faults and for readers. A request id is not part of the question. */
export function classify({ method, path, query }: NativeRequest): CallClass {
  const shown = query.replace(/&?requestId=[^&]*/, '');
  const label = shown === '' ? `${method} ${path}` : `${method} ${path}?${shown}`;
  return { operation: operationOf(method, partsOf(path) ?? []), label, read: method === 'GET' };
}

function operationOf(method: string, [scope, first, collection, id, verb]: readonly string[]): WireOperation {
  if (scope === 'aggregated') return first === 'instances' ? 'list' : 'other';
  if (scope === 'global') return first === 'machineImages' || first === 'images' ? 'snapshot' : 'other';
  if (collection === 'disks') return 'volume';
  if (collection !== 'instances' || verb !== undefined) return 'other';
  if (id === undefined) return method === 'POST' ? 'spawn' : 'list';
  return method === 'DELETE' ? 'terminate' : 'get';
}
