import type { NativeErrorKind } from '../../../src/testbed/fault.ts';
import type { NativeRequest, NativeService } from '../../../src/testbed/wire/native-service.ts';

/** A service that counts: POST /items adds one, GET /items says how many there are. */
export function createCountingService(): NativeService & { executed: () => number } {
  let items = 0;
  return {
    executed: () => items,
    handle: async ({ method }) => {
      if (method === 'POST') items += 1;
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items }) };
    },
    classify: ({ method, path }: NativeRequest) => ({
      operation: method === 'POST' ? 'spawn' : 'list',
      label: `${method} ${path}`,
      read: method === 'GET',
    }),
    nativeErrors: ['unavailable', 'rate-limit'],
    nativeError: (kind: NativeErrorKind, _request, retryAfterMs) => ({
      status: kind === 'rate-limit' ? 429 : 503,
      headers: { ...(retryAfterMs !== undefined && { 'retry-after': String(retryAfterMs / 1_000) }) },
      body: kind,
    }),
  };
}
