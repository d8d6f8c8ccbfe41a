import { firstFinding, isLiving, type Oracle } from './oracle.ts';

/** A machine whose tags went wrong is still somebody's. */
export const halfTaggedIsFound: Oracle = {
  id: 'I21',
  title: 'half-tagged machines are found',
  statement:
    'At rest every machine that does not carry the tags that it was asked for with is one that an intent wants and that the control plane names.',
  kind: 'safety',
  watch: ({ truth, intents }) => {
    let isExercised = false;
    const halfTagged = () => truth.machines.filter((machine) => isLiving(machine) && !machine.isMarked);
    return {
      onLook: () => {
        if (halfTagged().length > 0) isExercised = true;
        return undefined;
      },
      atRest: () =>
        firstFinding(halfTagged(), ({ id, name, intent = '' }) => {
          const state = intents.get(intent);
          if (state?.view?.instanceId === id && state.terminate !== 'acknowledged') return undefined;
          return { signature: 'half-tagged', message: `${name} lives on without its tags, and nobody finds it` };
        }),
      isExercised: () => isExercised,
    };
  },
};
