import type { NativeRequest } from './native-service.ts';

type Address = Pick<NativeRequest, 'host' | 'path' | 'query'>;

const knownMax = 256;
const known = new Map<string, Address>();

/** Where a URL leads to. The same ones come again and again, and parsing is a good part of a simulated call. */
export function addressOf(url: string): Address {
  const before = known.get(url);
  if (before) return before;
  const { host, pathname: path, search } = new URL(url);
  const address = { host, path, query: search.slice(1) };
  if (known.size >= knownMax) known.clear();
  known.set(url, address);
  return address;
}
