import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service does what it was asked for, and the connection breaks in the middle of its answer. */
export const connectionCut: WireKind = wireKind({
  kind: 'connection-cut',
  number: 'F06',
  meaning: 'the connection breaks in the middle of the answer',
  told: 'the connection broke in the middle of the answer',
  operations: [undefined, 'spawn', 'terminate', 'list'],
  toFault: () => ({ kind: 'connection-reset' }),
});
