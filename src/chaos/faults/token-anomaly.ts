import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import { type Misdeed, tokenFlaws } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, drawOneOf, serviceKind } from './service-kind.ts';

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
    ...drawOneOf('flaw', ['mistaken', ...tokenFlaws])(context),
    afterMs: between(context.random, context.windowMs, 2 * context.windowMs),
  }),
  drawTrigger: drawCall('spawn'),
  extent: 'while',
  toMisdeed: ({ flaw, afterMs = 0 }) => ({ kind: 'confuses-tokens', flaw: flaw as Flaw, afterMs: Number(afterMs) }),
});
