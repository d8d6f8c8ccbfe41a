import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Half of the answer is all that comes, under the status of a whole one. */
export const answerCutShort: WireKind = wireKind({
  kind: 'answer-cut-short',
  number: 'F06',
  meaning: 'the answer ends in the middle, and nothing says so',
  told: 'the answer ended in the middle',
  operations: [undefined, 'spawn', 'list', 'get'],
  toFault: () => ({ kind: 'truncated' }),
});
