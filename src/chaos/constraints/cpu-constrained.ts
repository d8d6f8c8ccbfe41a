import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { constraintKind } from './constraint-kind.ts';

/** A machine gets a fraction of the processor time that it was promised. */
export const cpuConstrained: HeldKind = constraintKind({
  kind: 'cpu-constrained',
  number: 'F40',
  meaning: 'a machine gets no more than a fraction of a processor',
  told: 'had next to no processor left',
  constraint: 'cpu',
  fields: { cpus: z.number().min(0.01).max(64) },
  drawFields: (random) => ({ cpus: between(random, 1, 20) / 100 }),
  toConstraint: ({ cpus }) => ({ kind: 'cpu', cpus: Number(cpus) }),
});
