import { z } from 'zod';
import type { Misdeed } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, drawOneOf, serviceKind } from './service-kind.ts';

const operations = ['spawn', 'terminate', 'list', 'get'] as const satisfies readonly Forbidden[];

type Forbidden = Extract<Misdeed, { kind: 'forbids' }>['operation'];

/** The credentials are good, but not for everything any more. */
export const verbForbidden: ServiceKind = serviceKind({
  kind: 'verb-forbidden',
  number: 'F17',
  meaning: 'the service forbids one `operation` and goes on with the others',
  told: 'the service forbade it',
  fields: { operation: z.enum(operations) },
  drawFields: drawOneOf('operation', operations),
  drawTrigger: (context) => drawCall(context.random.next() < 0.5 ? 'spawn' : 'terminate')(context),
  extent: 'some',
  toMisdeed: ({ operation }) => ({ kind: 'forbids', operation: operation as Forbidden }),
});
