import type { WireOperation } from '../../testbed/fault.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';

/** The namespace of a path, and what follows it; null where it is no path of a namespace. */
export function partsOf(path: string): { readonly namespace: string; readonly parts: readonly string[] } | null {
  const [root, api, version, namespaces, namespace, ...parts] = path.split('/');
  if (root !== '' || api !== 'api' || version !== 'v1' || namespaces !== 'namespaces' || !namespace) return null;
  // A slash at the end is one too many.
  return parts.length === 1 && parts[0] === '' ? null : { namespace, parts };
}

/** What a call is, for faults and for readers. */
export function classify({ method, path, query }: NativeRequest): CallClass {
  const label = query === '' ? `${method} ${path}` : `${method} ${path}?${query}`;
  return { operation: operationOf(method, partsOf(path)?.parts ?? []), label, read: method === 'GET' };
}

function operationOf(method: string, [collection, name, sub]: readonly string[]): WireOperation {
  if (collection === 'persistentvolumeclaims') return 'volume';
  if (collection !== 'pods' || sub !== undefined) return 'other';
  if (name === undefined) return method === 'POST' ? 'spawn' : 'list';
  return method === 'DELETE' ? 'terminate' : 'get';
}
