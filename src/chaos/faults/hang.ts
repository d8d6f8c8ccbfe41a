import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** No byte comes back until it heals or the caller gives up. */
export const hang: WireKind = wireKind({
  kind: 'hang',
  number: 'F03',
  meaning: 'no answer comes',
  told: 'no answer came',
  operations: [undefined, 'spawn', 'terminate', 'list'],
  toFault: () => ({ kind: 'hang' }),
});
