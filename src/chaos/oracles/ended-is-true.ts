import { firstFinding, type Oracle } from './oracle.ts';

/** What is called ended has ended. */
export const endedIsTrue: Oracle = {
  id: 'I04',
  title: 'ended is true',
  statement: 'Of an intent that the control plane calls ended or refused, there is no machine, and there comes none.',
  kind: 'safety',
  watch: ({ truth, intents }) => {
    let isExercised = false;
    return {
      onLook: () =>
        firstFinding(intents.states, ({ id, view }) => {
          if (view?.phase !== 'ended' && view?.phase !== 'refused') return undefined;
          isExercised = true;
          const left = truth.machines.find((machine) => machine.intent === id && !machine.gone);
          if (!left) return undefined;
          return {
            signature: `not-${view.phase}`,
            message: `${id} is called ${view.phase}, and its machine ${left.name} is there`,
          };
        }),
      isExercised: () => isExercised,
    };
  },
};
