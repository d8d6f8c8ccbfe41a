import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** The look at what is under way fails; what is under way goes on. */
export const pollFails: WireKind = wireKind({
  kind: 'poll-fails',
  number: 'F24',
  meaning: 'the look at one machine is answered with an error, while the machine is well',
  told: 'the service failed to say how the machine was',
  operations: ['get'],
  toFault: () => ({ kind: 'native-error', error: 'unavailable' }),
});
