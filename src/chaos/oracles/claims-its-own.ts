import type { Told } from '../provider-call.ts';
import type { Machine } from '../truth.ts';
import type { Oracle } from './oracle.ts';

/** A machine is claimed by what it was made for, whatever it is called. */
export const claimsItsOwn: Oracle = {
  id: 'I07',
  title: 'claims only its own machine',
  statement:
    'A machine that the control plane comes to name for an intent was made for that intent, or was given to it for that.',
  kind: 'safety',
  watch: ({ truth, calls }) => {
    let isExercised = false;
    return {
      onView: ({ id, view }, before) => {
        // Only what it comes to name: an id that it has named before may be given to another machine meanwhile.
        if (view?.instanceId === undefined || view.instanceId === before?.instanceId) return undefined;
        const machine = truth.find(view.instanceId);
        if (!machine) return undefined;
        isExercised = true;
        if (machine.intent === id && !machine.isBystander) return undefined;
        // What the service itself gives twice, nobody could know.
        if (calls.some(({ operation, intent, told }) => operation === 'spawn' && intent === id && names(told, machine)))
          return undefined;
        const whose = machine.intent === undefined ? 'by somebody else' : `for ${machine.intent}`;
        return { signature: 'not-its-own', message: `${id} claims ${machine.name}, which was made ${whose}` };
      },
      isExercised: () => isExercised,
    };
  },
};

function names(told: readonly Told[], machine: Machine): boolean {
  return told.some(({ id }) => id === machine.id);
}
