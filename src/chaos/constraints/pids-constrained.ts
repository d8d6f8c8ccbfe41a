import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { constraintKind } from './constraint-kind.ts';

/** A machine may not begin any more processes. */
export const pidsConstrained: HeldKind = constraintKind({
  kind: 'pids-constrained',
  number: 'F41',
  meaning: 'a machine may have no more than so many processes',
  told: 'could begin no more processes',
  constraint: 'pids',
  fields: { pidsMax: z.int().min(1).max(32_768) },
  drawFields: (random) => ({ pidsMax: between(random, 4, 16) }),
  toConstraint: ({ pidsMax }) => ({ kind: 'pids', pidsMax: Number(pidsMax) }),
});
