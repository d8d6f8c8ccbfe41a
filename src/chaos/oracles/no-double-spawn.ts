import { firstFinding, type Oracle } from './oracle.ts';

/** One intent, one machine, at every moment. */
export const noDoubleSpawn: Oracle = {
  id: 'I02',
  title: 'no double spawn',
  statement:
    'At no moment an intent has two machines that live and are not on their way out, but for one that the service made unasked.',
  kind: 'safety',
  watch: ({ truth, intents }) => {
    let isExercised = false;
    return {
      onLook: () =>
        firstFinding(intents.states, ({ id }) => {
          const living = truth.livingOf(id).filter(({ isUnasked }) => !isUnasked);
          if (living.length > 0) isExercised = true;
          if (living.length < 2) return undefined;
          const names = living.map(({ name }) => name).join(' and ');
          return { signature: 'double-spawn', message: `${names} live at the same time for ${id} alone` };
        }),
      isExercised: () => isExercised,
    };
  },
};
