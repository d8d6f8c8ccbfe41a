import { z } from 'zod';
import { oneIn } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { linkKind } from './link-kind.ts';

/** What is for one port of a machine vanishes, and nobody is told. */
export const portBlackhole: HeldKind = linkKind({
  kind: 'port-blackhole',
  number: 'F47',
  meaning: 'what is for one port vanishes without a word',
  told: 'lost whatever was for one of its ports',
  link: 'blackhole',
  fields: { port: z.int().min(1).max(65_535) },
  drawFields: (random) => ({ port: oneIn(random, 2) ? 22 : 443 }),
  toFault: ({ port }) => ({ kind: 'blackhole', port: Number(port) }),
});
