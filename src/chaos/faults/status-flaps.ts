import { z } from 'zod';
import { flapStates, type Misdeed } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawEvent, drawOneOf, serviceKind } from './service-kind.ts';

type State = Extract<Misdeed, { kind: 'flaps' }>['state'];

/** A machine is shown in a state in which it is not, in every other read of it. */
export const statusFlaps: ServiceKind = serviceKind({
  kind: 'status-flaps',
  number: 'F23',
  meaning: 'every other read shows a machine in another `state` than its own, perhaps one that nobody has heard of',
  told: 'the service showed a machine in a state in which it was not',
  fields: { state: z.enum(flapStates) },
  drawFields: drawOneOf('state', flapStates),
  drawTrigger: drawEvent('machine-running'),
  extent: 'some',
  toMisdeed: ({ state }) => ({ kind: 'flaps', state: state as State }),
});
