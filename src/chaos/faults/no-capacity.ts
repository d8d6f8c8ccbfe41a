import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** There is no machine to be had just now. */
export const noCapacity: WireKind = wireKind({
  kind: 'no-capacity',
  number: 'F14',
  meaning: 'the service has no machine to give',
  told: 'the service had no machine to give',
  operations: ['spawn'],
  toFault: () => ({ kind: 'native-error', error: 'capacity' }),
});
