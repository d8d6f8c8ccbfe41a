import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service does what it was asked for, and says that it failed. */
export const errorAfterSuccess: WireKind = wireKind({
  kind: 'error-after-success',
  number: 'F12',
  meaning: 'the call takes effect, the answer says that it failed',
  told: 'the service did it, and answered that it had failed',
  operations: ['spawn', 'spawn', 'terminate'],
  toFault: () => ({ kind: 'error-after-success' }),
});
