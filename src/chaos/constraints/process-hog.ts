import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { constraintKind } from './constraint-kind.ts';

/** Processes of somebody else run in a machine, and never wait for anything. */
export const processHog: HeldKind = constraintKind({
  kind: 'process-hog',
  number: 'F40',
  meaning: 'processes that never wait take up a machine',
  told: 'was taken up by processes of somebody else',
  constraint: 'hog',
  fields: { processes: z.int().min(1).max(64) },
  drawFields: (random) => ({ processes: between(random, 1, 4) }),
  toConstraint: ({ processes }) => ({ kind: 'hog', processes: Number(processes) }),
});
