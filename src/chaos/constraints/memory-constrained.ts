import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { constraintKind } from './constraint-kind.ts';

/** A machine gets less memory than it was promised: what needs more is ended by its kernel. */
export const memoryConstrained: HeldKind = constraintKind({
  kind: 'memory-constrained',
  number: 'F41',
  meaning: 'a machine gets no more than so much memory',
  told: 'had next to no memory left',
  constraint: 'memory',
  // Engines take no less.
  fields: { memoryMiB: z.int().min(6).max(1_048_576) },
  drawFields: (random) => ({ memoryMiB: between(random, 6, 12) }),
  toConstraint: ({ memoryMiB }) => ({ kind: 'memory', memoryMiB: Number(memoryMiB) }),
});
