import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Nothing gets through to the service, and nothing is done. */
export const down: WireKind = wireKind({
  kind: 'down',
  number: 'F01',
  meaning: 'the service cannot be reached',
  told: 'the service could not be reached',
  operations: [undefined, undefined, 'list'],
  toFault: () => ({ kind: 'request-lost' }),
});
