import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Under the status of a success comes something that the service has not written. */
export const garbledAnswer: WireKind = wireKind({
  kind: 'garbled-answer',
  number: 'F09',
  meaning: 'the answer is a page of somebody in between',
  told: 'the answer was a page of somebody in between',
  operations: [undefined, 'spawn', 'terminate', 'list', 'get'],
  toFault: () => ({ kind: 'malformed' }),
});
