import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The account may not have another machine. */
export const quotaExceeded: WireKind = wireKind({
  kind: 'quota-exceeded',
  number: 'F16',
  meaning: 'the limit of machines is reached',
  told: 'the limit of machines was reached',
  operations: ['spawn'],
  toFault: () => ({ kind: 'native-error', error: 'quota' }),
});
