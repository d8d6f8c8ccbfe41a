import type { NoConnection } from '../fault.ts';
import { connectionReset } from './connection-reset.ts';

/** The error that Node gives where a connection breaks, or for this reason never comes about. */
export function socketError(because?: NoConnection): Error {
  if (because === undefined) return connectionReset();
  if (because === 'expired-certificate') {
    return Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' });
  }
  const lookup = { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo' };
  return Object.assign(new Error('getaddrinfo ENOTFOUND'), lookup);
}
