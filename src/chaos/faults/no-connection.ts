import { z } from 'zod';
import { type NoConnection, noConnections } from '../../testbed/fault.ts';
import type { WireKind } from '../disturbance.ts';
import { drawOneOf } from './service-kind.ts';
import { wireKind } from './wire-kind.ts';

/** The name of the service cannot be looked up, or its certificate is refused: nothing is ever sent. */
export const noConnection: WireKind = wireKind({
  kind: 'no-connection',
  number: 'F10',
  meaning: 'nobody knows the host of the service, or its certificate has expired',
  told: 'there was no connection to be had',
  operations: [undefined, undefined, 'spawn', 'list'],
  fields: { because: z.enum(noConnections) },
  drawFields: drawOneOf('because', noConnections),
  toFault: ({ because }) => ({ kind: 'request-lost', because: because as NoConnection }),
});
