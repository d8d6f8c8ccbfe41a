import type { Oracle } from './oracle.ts';
import { hasLookedSince, isUnclear, spawnBefore } from './unclear-spawn.ts';

/** Whoever tries elsewhere leaves nothing behind. */
export const failoverCleansUp: Oracle = {
  id: 'I12',
  title: 'failover cleans up first',
  statement:
    'A machine is asked for in another region only when nothing of the attempt before lives, and when it is known what became of it.',
  kind: 'safety',
  needs: 'failover',
  watch: ({ calls, truth }) => {
    let isExercised = false;
    return {
      onCall: (call) => {
        const before = spawnBefore(call, calls);
        if (!before || before.region === call.region) return undefined;
        const [left] = truth.livingOf(call.intent ?? '');
        const where = `${call.intent} was tried in ${call.region ?? 'another region'}`;
        if (left) return { signature: 'left-behind', message: `${where} while ${left.name} of it lived elsewhere` };
        if (!isUnclear(before) || hasLookedSince(before, calls)) return undefined;
        return {
          signature: 'moved-on-blindly',
          message: `${where}, although nobody knew what had become of it before`,
        };
      },
      // Whoever fails where it may go elsewhere is tempted.
      onAnswer: ({ operation, region, outcome }) => {
        isExercised ||= operation === 'spawn' && region !== undefined && outcome?.did === 'failed';
        return undefined;
      },
      isExercised: () => isExercised,
    };
  },
};
