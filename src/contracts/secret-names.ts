import { createHash } from 'node:crypto';
import type { Name } from './step.ts';

const prefix = 'secret:';

/** Whether a name in a case stands for a secret, which the case itself must not hold. */
export function isSecretName(name: unknown): name is Name {
  return typeof name === 'string' && name.startsWith(prefix);
}

/**
 * What the provider is given for a secret of this name: shaped like the key of a tailnet, and valid nowhere. Steps,
 * programs and reports hold the name.
 *
 * @example
 * secretBehind('secret:1'); // 'tskey-auth-...'
 */
export function secretBehind(name: Name): string {
  return `tskey-auth-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`;
}
