import { firstFinding, type Oracle } from './oracle.ts';

/** What is somebody else's is left alone. */
export const handsOff: Oracle = {
  id: 'I13',
  title: 'hands off what is not ours',
  statement: 'A machine that the control plane did not make is never terminated by it.',
  kind: 'safety',
  watch: ({ truth, calls }) => ({
    onCall: ({ operation, target }) => {
      const machine = target === undefined ? undefined : truth.find(target);
      if (operation !== 'terminate' || !machine?.isBystander) return undefined;
      return { signature: 'foreign', message: 'a machine of somebody else was terminated' };
    },
    atRest: () =>
      firstFinding(truth.machines, ({ isBystander, ending }) =>
        isBystander && ending ? { signature: 'foreign', message: 'a machine of somebody else is gone' } : undefined,
      ),
    // Somebody else's machine stood in every list that was answered.
    isExercised: () => calls.some(({ operation, outcome }) => operation === 'list' && outcome?.did === 'answered'),
  }),
};
