import type { Oracle } from './oracle.ts';

/** A machine is claimed by what it was made for, whatever it is called. */
export const claimsItsOwn: Oracle = {
  id: 'I07',
  title: 'claims only its own machine',
  statement: 'The machine that the control plane names for an intent was made for that intent.',
  kind: 'safety',
  watch: ({ truth }) => {
    let isExercised = false;
    return {
      onView: ({ id, view }) => {
        const machine = view?.instanceId === undefined ? undefined : truth.find(view.instanceId);
        if (!machine) return undefined;
        isExercised = true;
        if (machine.intent === id && !machine.isBystander) return undefined;
        const whose = machine.intent === undefined ? 'by somebody else' : `for ${machine.intent}`;
        return { signature: 'not-its-own', message: `${id} claims ${machine.name}, which was made ${whose}` };
      },
      isExercised: () => isExercised,
    };
  },
};
