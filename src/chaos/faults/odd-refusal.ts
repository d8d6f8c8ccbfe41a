import { z } from 'zod';
import { type Misdeed, oddShapes } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, drawOneOf, serviceKind } from './service-kind.ts';

type Shape = Extract<Misdeed, { kind: 'refuses-oddly' }>['shape'];

/** There is no machine to be had, and the refusal looks like something else. */
export const oddRefusal: ServiceKind = serviceKind({
  kind: 'odd-refusal',
  number: 'F18',
  meaning: 'the service has no machine to give, and says so in another shape than it should',
  told: 'the service refused for want of room, in words that are not its own',
  fields: { shape: z.enum(oddShapes) },
  drawFields: drawOneOf('shape', oddShapes),
  drawTrigger: drawCall('spawn'),
  extent: 'some',
  toMisdeed: ({ shape }) => ({ kind: 'refuses-oddly', shape: shape as Shape }),
});
