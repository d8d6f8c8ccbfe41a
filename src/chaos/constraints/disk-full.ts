import type { HeldKind } from '../disturbance.ts';
import { constraintKind } from './constraint-kind.ts';

/** Nothing more can be written in a machine. */
export const diskFull: HeldKind = constraintKind({
  kind: 'disk-full',
  number: 'F42',
  meaning: 'a machine has no room left to write to',
  told: 'had no room left to write to',
  constraint: 'disk',
  toConstraint: () => ({ kind: 'disk' }),
});
