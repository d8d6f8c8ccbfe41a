import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/** The machine was promised, and fails some time after that. It is there, does not run, and has to be ended. */
export const failsLater: ServiceKind = serviceKind({
  kind: 'fails-later',
  number: 'F24',
  meaning: 'a machine that was promised fails `afterMs` later, and stays as a failed one',
  told: 'the service promised a machine that was to fail',
  fields: { afterMs: z.int().min(0).max(600_000) },
  drawFields: ({ random }) => ({ afterMs: between(random, 0, 20_000) }),
  drawTrigger: drawCall('spawn'),
  extent: 'some',
  toMisdeed: ({ afterMs }) => ({ kind: 'fails-later', afterMs: Number(afterMs) }),
});
