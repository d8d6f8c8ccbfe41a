import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { HeldKind } from '../disturbance.ts';
import { linkKind } from './link-kind.ts';

/** Packets of a machine are late, and some are lost. */
export const linkDegraded: HeldKind = linkKind({
  kind: 'link-degraded',
  number: 'F47',
  meaning: 'packets of a machine are late, and some are lost',
  told: 'had a network that was late and lossy',
  link: 'degraded',
  fields: { delayMs: z.int().min(1).max(60_000), lossPercent: z.number().min(0).max(100) },
  drawFields: (random) => ({ delayMs: between(random, 10, 1_000), lossPercent: between(random, 0, 30) }),
  toFault: ({ delayMs, lossPercent }) => ({
    kind: 'degraded',
    delayMs: Number(delayMs),
    lossPercent: Number(lossPercent),
  }),
});
