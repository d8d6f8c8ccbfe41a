import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service does what it was asked for, and its answer does not tell of what. */
export const missingField: WireKind = wireKind({
  kind: 'missing-field',
  number: 'F09',
  meaning: 'the answer lacks the field by which a thing is known',
  told: 'the answer lacked a field',
  operations: ['spawn', 'list', 'get'],
  toFault: () => ({ kind: 'malformed', lacks: 'field' }),
});
