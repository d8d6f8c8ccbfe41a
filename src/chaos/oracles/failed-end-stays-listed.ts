import { firstFinding, type Oracle } from './oracle.ts';

/** What could not be ended is not forgotten. */
export const failedEndStaysListed: Oracle = {
  id: 'I25',
  title: 'a failed end stays listed',
  statement: 'As long as a machine lives whose end was asked for in vain, the control plane speaks of its intent.',
  kind: 'safety',
  watch: ({ truth, intents, calls }) => {
    let isExercised = false;
    return {
      onLook: () => {
        const failed = calls.filter(({ operation, outcome }) => operation === 'terminate' && outcome?.did === 'failed');
        return firstFinding(failed, ({ target = '', beganMs, endedMs = beganMs }) => {
          const { name, intent = '', ending = true, bornMs = 0 } = truth.find(target) ?? {};
          if (beganMs < bornMs) return undefined;
          const state = intents.get(intent);
          if (ending || state === undefined) return undefined;
          isExercised = true;
          // Whoever has not been heard since then has not been silent.
          if (state.view !== undefined || state.isForgotten || state.viewMs <= endedMs) return undefined;
          return {
            signature: 'silent',
            message: `${name} of ${intent} could not be ended, and nobody speaks of it any more`,
          };
        });
      },
      isExercised: () => isExercised,
    };
  },
};
