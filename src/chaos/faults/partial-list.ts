import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Part of a batch fails, under the status of a success. The one batch that this provider has is its list. */
export const partialList: WireKind = wireKind({
  kind: 'partial-list',
  number: 'F15',
  meaning: 'a list succeeds with a part of what there is, and says in its body that the rest could not be had',
  told: 'the list was a part of one, and said so',
  operations: ['list'],
  toFault: () => ({ kind: 'partial-batch' }),
});
