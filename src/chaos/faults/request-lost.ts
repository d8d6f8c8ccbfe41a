import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The connection breaks before the service has seen the call. */
export const requestLost: WireKind = wireKind({
  kind: 'request-lost',
  number: 'F04',
  meaning: 'the connection breaks before the service has seen the call',
  told: 'the request was lost on its way',
  operations: ['spawn', 'terminate'],
  toFault: () => ({ kind: 'request-lost' }),
});
