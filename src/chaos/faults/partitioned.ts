import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import { type Cut, cuts } from '../around/link.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/** The network between the control plane and the service loses requests, answers, or both. Nobody is told: it is silent. */
export const partitioned: ProcessKind = {
  acts: 'process',
  kind: 'partitioned',
  number: 'F45',
  family: 'fault',
  meaning: 'the network between the control plane and the service loses what goes one way, or both',
  told: 'the network between the control plane and the service went silent',
  isTold: true,
  parameters: z.strictObject({ which: z.enum(cuts) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { which: cuts[between(context.random, 0, cuts.length - 1)] ?? 'both' },
    ...drawSpan(context, 5_000, 60_000),
  }),
  act: ({ process: { surroundings } }, { which }) => {
    const { link } = surroundings;
    const before = link.lost();
    return { acted: () => link.lost() - before, end: link.cut(which as Cut) };
  },
};
