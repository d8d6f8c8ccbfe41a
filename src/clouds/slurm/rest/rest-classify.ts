import type { WireOperation } from '../../../testbed/fault.ts';
import type { NativeRequest } from '../../../testbed/wire/native-service.ts';
import type { CallClass } from '../../../testbed/wire/wire-call.ts';

/** What a call is, for faults and for readers. */
export function classify({ method, path }: Pick<NativeRequest, 'method' | 'path'>): CallClass {
  return { operation: operationOf(method, path), label: `${method} ${path}`, read: method === 'GET' };
}

function operationOf(method: string, path: string): WireOperation {
  const [, what = ''] = /^\/slurm\/v0\.0\.\d+\/(.+)$/.exec(path) ?? [];
  if (what === 'job/submit') return 'spawn';
  if (what === 'jobs') return 'list';
  if (!/^job\//.test(what)) return 'other';
  return method === 'DELETE' ? 'terminate' : 'get';
}
