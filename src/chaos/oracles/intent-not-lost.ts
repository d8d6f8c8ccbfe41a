import { firstFinding, type Oracle } from './oracle.ts';

/** What was acknowledged is not forgotten. */
export const intentNotLost: Oracle = {
  id: 'I03',
  title: 'no lost intent',
  statement:
    'At rest the control plane speaks of every intent that it has acknowledged and that still wants a machine.',
  kind: 'safety',
  watch: ({ intents }) => ({
    atRest: () =>
      firstFinding(intents.states, ({ id, view }) =>
        view === undefined && intents.isWanted(id)
          ? { signature: 'lost', message: `${id} was acknowledged, and the control plane does not know it any more` }
          : undefined,
      ),
    isExercised: () => intents.states.some(({ id }) => intents.isWanted(id)),
  }),
};
