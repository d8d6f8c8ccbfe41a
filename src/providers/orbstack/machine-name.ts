import { hash } from 'node:crypto';
import type { Random } from '../../provider/context.ts';

/** One key, one name, however often it is used. `scope` keeps the keys of different runs on one host apart. */
export function nameFromKey(key: string, scope: string): string {
  return nameFrom(['key', scope, key]);
}

/** A name of its own for a request without a key. */
export function drawName(random: Random, scope: string): string {
  return nameFrom(['draw', scope, random.hex(32)]);
}

function nameFrom(parts: readonly string[]): string {
  return `assay-${hash('sha256', JSON.stringify(parts)).slice(0, 32)}`;
}
