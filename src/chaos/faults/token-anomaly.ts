import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import { type Misdeed, tokenFlaws } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawOneOf, serviceKind } from './service-kind.ts';

/** The others come only where a token is used again. */
const often = ['mistaken', 'mistaken', 'mistaken', 'mistaken'];

type Flaw = Extract<Misdeed, { kind: 'confuses-tokens' }>['flaw'];

/**
 * An idempotency token stands for what it should not: for a machine of another token, for one that is gone, or for nothing
 * any more. What is drawn is forgotten no sooner than every read must show what was made, so that a look finds it.
 */
export const tokenAnomaly: ServiceKind = serviceKind({
  kind: 'token-anomaly',
  number: 'F19',
  meaning: 'an idempotency token is mistaken for another, outlives its machine, or is forgotten `afterMs` after it',
  told: 'the service took an idempotency token for what it was not',
  fields: { flaw: z.enum(tokenFlaws), afterMs: z.int().min(0).max(600_000).default(0) },
  drawFields: (context) => ({
    ...drawOneOf('flaw', [...often, ...tokenFlaws])(context),
    afterMs: between(context.random, context.windowMs, 2 * context.windowMs),
  }),
  drawTrigger: ({ random }) => ({ on: 'call', operation: 'spawn', nth: between(random, 1, 2) }),
  extent: 'while',
  toMisdeed: ({ flaw, afterMs = 0 }) => ({ kind: 'confuses-tokens', flaw: flaw as Flaw, afterMs: Number(afterMs) }),
});
