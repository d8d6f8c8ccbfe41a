import type { Oracle } from './oracle.ts';

/**
 * Not one of those that look at a run: whoever starts the program of a control plane, and watches it, is the one who finds
 * out. It is listed beside them, so that a failure reads like every other.
 */
export const conduct: Oracle = {
  id: 'P01',
  title: 'the program does its part',
  statement:
    'the program of a control plane starts, speaks the protocol, gives its turn back, and ends only when it is killed',
  kind: 'liveness',
  watch: () => ({ isExercised: () => true }),
};
