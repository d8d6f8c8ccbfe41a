import { firstFinding, type Oracle } from './oracle.ts';

/** Whatever was under way when the end was asked for, it ends. */
export const cancelWorks: Oracle = {
  id: 'I17',
  title: 'cancel works at every point',
  statement:
    'Of an intent whose end was acknowledged, while it was made or later, at rest no machine is left, and it is called ended or not spoken of any more.',
  kind: 'liveness',
  watch: ({ truth, intents }) => {
    const cancelled = () => intents.states.filter(({ terminate }) => terminate === 'acknowledged');
    return {
      atRest: () =>
        firstFinding(cancelled(), ({ id, view }) => {
          const [left] = truth.livingOf(id);
          if (left)
            return { signature: 'left', message: `the end of ${id} was acknowledged, and ${left.name} lives on` };
          if (view === undefined || view.phase === 'ended' || view.phase === 'refused') return undefined;
          return {
            signature: 'not-ended',
            message: `the end of ${id} was acknowledged, and it is called ${view.phase}`,
          };
        }),
      isExercised: () => cancelled().length > 0,
    };
  },
};
