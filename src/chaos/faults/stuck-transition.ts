import { z } from 'zod';
import { type Misdeed, stuckStates } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, drawOneOf, serviceKind } from './service-kind.ts';

type State = Extract<Misdeed, { kind: 'gets-stuck' }>['state'];

/** A machine does not get any further until it is healed. */
export const stuckTransition: ServiceKind = serviceKind({
  kind: 'stuck-transition',
  number: 'F23',
  meaning: 'a machine is stuck while it starts, or while it is deleted',
  told: 'the machine got stuck',
  fields: { state: z.enum(stuckStates) },
  drawFields: drawOneOf('state', stuckStates),
  drawTrigger: (context) => drawCall(context.random.next() < 0.5 ? 'spawn' : 'terminate')(context),
  extent: 'some',
  toMisdeed: ({ state }) => ({ kind: 'gets-stuck', state: state as State }),
});
