import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service does not know its caller any more. */
export const credentialsRefused: WireKind = wireKind({
  kind: 'credentials-refused',
  number: 'F17',
  meaning: 'the credentials expire or are revoked, and work again once it is healed',
  told: 'the credentials were refused',
  operations: [undefined, undefined, 'spawn', 'terminate', 'list'],
  toFault: () => ({ kind: 'native-error', error: 'auth' }),
});
