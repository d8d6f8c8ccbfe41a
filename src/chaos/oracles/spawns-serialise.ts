import type { ProviderCall } from '../provider-call.ts';
import type { Oracle } from './oracle.ts';
import { spawnBefore } from './unclear-spawn.ts';

/** What is done for one intent is done one after the other. */
export const spawnsSerialise: Oracle = {
  id: 'I28',
  title: 'spawns serialise',
  statement:
    'No spawn begins while one for the same intent is under way, but under the same key, or while the end of a machine of that intent is being asked for.',
  kind: 'safety',
  watch: ({ calls, truth }) => {
    let isExercised = false;
    const isUnderWay = (each: ProviderCall, call: ProviderCall) =>
      each.outcome === undefined && each.life === call.life && each.number < call.number;
    return {
      onCall: (call) => {
        const before = spawnBefore(call, calls);
        if (call.operation !== 'spawn' || call.intent === undefined) return undefined;
        isExercised ||= before !== undefined;
        if (before && isUnderWay(before, call) && !(call.key !== undefined && call.key === before.key))
          return {
            signature: 'overlap',
            message: `${call.intent} was spawned while another spawn of it was under way`,
          };
        const living = truth.livingOf(call.intent);
        const ending = calls.find(
          (each) =>
            each.operation === 'terminate' && isUnderWay(each, call) && living.some(({ id }) => id === each.target),
        );
        if (!ending) return undefined;
        return {
          signature: 'overlap-with-end',
          message: `${call.intent} was spawned while the end of ${truth.nameOf(ending.target ?? '')} was still being asked for`,
        };
      },
      isExercised: () => isExercised,
    };
  },
};
