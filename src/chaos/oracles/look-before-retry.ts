import type { Oracle } from './oracle.ts';
import { hasLookedSince, isUnclear, spawnBefore } from './unclear-spawn.ts';

/** Whoever does not know whether a machine was made looks before asking for another. */
export const lookBeforeRetry: Oracle = {
  id: 'I06',
  title: 'look before retry',
  statement:
    'After a spawn of which nobody knows what became, there is none for the same intent before a look has had an answer, but under the same key.',
  kind: 'safety',
  watch: ({ calls }) => ({
    onCall: (call) => {
      const before = spawnBefore(call, calls);
      if (!before || !isUnclear(before) || hasLookedSince(before, calls)) return undefined;
      if (before.key !== undefined && before.key === call.key) return undefined;
      return {
        signature: 'blind-retry',
        message: `${call.intent} was spawned again without a look, although nobody knew what had become of the spawn before`,
      };
    },
    isExercised: () => calls.some((call) => call.operation === 'spawn' && isUnclear(call)),
  }),
};
