import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/** The market moves, and a bid that was good is not any more. */
export const priceShift: ServiceKind = serviceKind({
  kind: 'price-shift',
  number: 'F28',
  meaning: 'spot prices rise by `byUsd`, so that bids stay open',
  told: 'the price was not what it had been',
  fields: { byUsd: z.number().gt(0).max(1_000) },
  drawFields: ({ random }) => ({ byUsd: between(random, 1, 5) }),
  drawTrigger: drawCall('spawn'),
  extent: 'while',
  toMisdeed: ({ byUsd }) => ({ kind: 'raises-prices', byUsd: Number(byUsd) }),
});
