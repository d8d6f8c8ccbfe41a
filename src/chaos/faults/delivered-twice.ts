import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Somebody in between sends a call again, of which its caller knows nothing. */
export const deliveredTwice: WireKind = wireKind({
  kind: 'delivered-twice',
  number: 'F08',
  meaning: 'the service gets a call twice, the caller the second answer',
  told: 'the call was delivered twice',
  operations: ['spawn', 'spawn', 'terminate'],
  toFault: () => ({ kind: 'duplicate-delivery' }),
});
