import type { ProviderCall } from '../provider-call.ts';
import type { Oracle } from './oracle.ts';

/** Whoever does not know whether a machine was made looks before asking for another. */
export const lookBeforeRetry: Oracle = {
  id: 'I06',
  title: 'look before retry',
  statement:
    'After a spawn of which nobody knows what became, there is none for the same intent before a look has had an answer, but under the same key.',
  kind: 'safety',
  watch: ({ calls }) => {
    const hasLooked = (since: ProviderCall) =>
      calls.some(
        ({ operation, beganMs, number, outcome }) =>
          (operation === 'list' || operation === 'get') &&
          outcome?.did === 'answered' &&
          number > since.number &&
          beganMs >= (since.endedMs ?? since.beganMs),
      );
    return {
      onCall: (call) => {
        if (call.operation !== 'spawn' || call.intent === undefined) return undefined;
        const before = calls.findLast(
          (each) => each.operation === 'spawn' && each.intent === call.intent && each.number < call.number,
        );
        if (!before || !isUnclear(before)) return undefined;
        if (hasLooked(before) || (before.key !== undefined && before.key === call.key)) return undefined;
        return {
          signature: 'blind-retry',
          message: `${call.intent} was spawned again without a look, although nobody knew what had become of the spawn before`,
        };
      },
      isExercised: () => calls.some((call) => call.operation === 'spawn' && isUnclear(call)),
    };
  },
};

/** Also one that is still under way, or whose caller has died. */
function isUnclear({ outcome }: ProviderCall): boolean {
  return outcome === undefined || (outcome.did === 'failed' && outcome.ambiguous);
}
