import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The service has done it, and its answer drips in: perhaps for longer than the caller waits for the whole of it. */
export const slowBody: WireKind = wireKind({
  kind: 'slow-body',
  number: 'F07',
  meaning: 'the call takes effect, and the body of its answer takes `ms` to arrive',
  told: 'the service did it, and its answer dripped in',
  operations: [undefined, 'spawn', 'spawn', 'list'],
  fields: { ms: z.int().min(1).max(120_000) },
  drawFields: ({ random }) => ({ ms: between(random, 100, 40_000) }),
  toFault: ({ ms }) => ({ kind: 'latency', of: 'body', ms: Number(ms) }),
});
