import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service does what it was asked for, and its answer does not arrive. */
export const responseLost: WireKind = wireKind({
  kind: 'response-lost',
  number: 'F05',
  meaning: 'the call takes effect, its answer is lost',
  told: 'the service did it, and its answer was lost',
  operations: ['spawn', 'spawn', 'terminate'],
  toFault: () => ({ kind: 'response-lost' }),
});
