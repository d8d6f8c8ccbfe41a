import type { ProviderCall } from '../provider-call.ts';
import { firstFinding, type Oracle } from './oracle.ts';

/** What could not be ended is not forgotten. */
export const failedEndStaysListed: Oracle = {
  id: 'I25',
  title: 'a failed end stays listed',
  statement: 'As long as a machine lives whose end was asked for in vain, the control plane speaks of its intent.',
  kind: 'safety',
  watch: ({ truth, intents }) => {
    let isExercised = false;
    const failed: ProviderCall[] = [];
    return {
      onAnswer: (call) => {
        if (call.operation === 'terminate' && call.outcome?.did === 'failed') failed.push(call);
        return undefined;
      },
      onLook: () =>
        firstFinding(failed, ({ target = '', beganMs, endedMs = beganMs }) => {
          const { name, intent = '', ending = true, bornMs = 0 } = truth.find(target) ?? {};
          const state = intents.get(intent);
          // The id may be another's by now.
          if (ending || beganMs < bornMs || state === undefined) return undefined;
          isExercised = true;
          // Whoever has not been heard since then has not been silent.
          if (state.view !== undefined || state.isForgotten || state.viewMs <= endedMs) return undefined;
          const message = `${name} of ${intent} could not be ended, and nobody speaks of it any more`;
          return { signature: 'silent', message };
        }),
      isExercised: () => isExercised,
    };
  },
};
