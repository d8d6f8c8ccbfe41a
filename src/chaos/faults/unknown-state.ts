import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** A new word for a state, which no adapter knows yet. */
export const unknownState: WireKind = wireKind({
  kind: 'unknown-state',
  number: 'F23',
  meaning: 'the answer shows machines in a state that nobody has heard of',
  told: 'the answer showed a state that nobody has heard of',
  operations: ['list', 'get'],
  toFault: () => ({ kind: 'unknown-enum' }),
});
