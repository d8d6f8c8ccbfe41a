import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service fails, says so, and has done nothing. */
export const serverError: WireKind = wireKind({
  kind: 'server-error',
  number: 'F11',
  meaning: 'the service answers that it failed, and it did',
  told: 'the service answered that it had failed',
  operations: [undefined, 'spawn', 'terminate', 'list', 'get'],
  toFault: () => ({ kind: 'native-error', error: 'unavailable' }),
});
