import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Every call takes longer, some so long that their caller has given up before. */
export const latency: WireKind = wireKind({
  kind: 'latency',
  number: 'F02',
  meaning: 'the answer comes late',
  told: 'the answer was a long time coming',
  operations: [undefined, 'spawn', 'list', 'get'],
  fields: { ms: z.int().min(1).max(120_000) },
  drawFields: ({ random }) => ({ ms: between(random, 100, 35_000) }),
  toFault: ({ ms }) => ({ kind: 'latency', ms: Number(ms) }),
});
