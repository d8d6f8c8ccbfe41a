import { hash } from 'node:crypto';
import type { Bootstrap } from './bootstrap.ts';
import { isObject } from './is-object.ts';
import type { Refuse } from './refuse.ts';

/** A bootstrap whose content is what its checksum says. */
export function checkBootstrap(bootstrap: unknown, refuse: Refuse): Bootstrap | undefined {
  if (bootstrap === undefined) return undefined;
  if (!isObject(bootstrap)) throw refuse('bootstrap must be an object');
  const { content, format, checksum } = bootstrap;
  if (typeof content !== 'string') throw refuse('bootstrap.content must be a text');
  if (format !== 'shell' && format !== 'cloud-init') throw refuse('bootstrap.format must be shell or cloud-init');
  const actual = hash('sha256', content);
  if (checksum !== actual) throw refuse('bootstrap.checksum is not the SHA-256 of bootstrap.content');
  return { content, format, checksum: actual };
}
