import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { linkKind } from './link-kind.ts';

const directions = ['both', 'in', 'out'] as const;

/** A machine runs, and nothing comes in, nothing goes out, or both. */
export const machineCutOff: HeldKind = linkKind({
  kind: 'machine-cut-off',
  number: 'F45',
  meaning: 'a machine is cut off from the network, in one direction or both',
  told: 'was cut off from the network',
  link: 'cut',
  fields: { direction: z.enum(directions) },
  drawFields: (random) => ({ direction: directions[between(random, 0, directions.length - 1)] ?? 'both' }),
  toFault: ({ direction }) => ({ kind: 'cut', direction: direction as (typeof directions)[number] }),
});
