import { isDue } from '../terms.ts';
import type { Oracle } from './oracle.ts';

/** A machine that works is not ended for having no work. */
export const busyIsLeftAlone: Oracle = {
  id: 'I14',
  title: 'busy machines are left alone',
  statement:
    'A machine that works is never terminated, unless the end of its intent was asked for or its time is over. That it had no work a moment ago is no reason.',
  kind: 'safety',
  needs: 'jobs',
  watch: ({ truth, intents, activity, nowMs }) => ({
    onCall: ({ operation, target }) => {
      if (operation !== 'terminate' || target === undefined || !activity.isBusy(target)) return undefined;
      const { name, intent = '' } = truth.find(target) ?? { name: target };
      const state = intents.get(intent);
      if (state?.terminate !== 'not-asked') return undefined;
      const { lifeMaxMs } = state.terms;
      if (lifeMaxMs !== undefined && isDue({ lifeMaxMs }, truth.machinesOf(intent), activity, nowMs()))
        return undefined;
      return { signature: 'busy', message: `${name} of ${intent} was terminated while it worked` };
    },
    isExercised: () => activity.works.some(({ intent }) => intents.get(intent)?.terms.idleAfterMs !== undefined),
  }),
};
