import { firstFinding, type Oracle } from './oracle.ts';

const withinMs = 60_000;

/** Nobody waits for a machine that is never going to run. */
export const earlyEndIsSeen: Oracle = {
  id: 'I27',
  title: 'an early end is seen',
  statement: `An intent is not called launching on a machine that is gone for longer than ${withinMs / 1_000} s after everything is healed.`,
  kind: 'liveness',
  watch: ({ truth, intents, nowMs, healedMs }) => {
    let isExercised = false;
    return {
      onLook: () =>
        firstFinding(intents.states, ({ id, view }) => {
          if (view?.phase !== 'launching' || view.instanceId === undefined) return undefined;
          const machine = truth.find(view.instanceId);
          if (!machine?.gone || !intents.isWanted(id)) return undefined;
          isExercised = true;
          const sinceMs = Math.max(machine.endingMs ?? 0, healedMs() ?? Number.POSITIVE_INFINITY);
          if (nowMs() - sinceMs < withinMs) return undefined;
          return {
            signature: 'waits-for-the-dead',
            message: `${id} is called launching on ${machine.name}, which has been gone for ${Math.round((nowMs() - (machine.endingMs ?? 0)) / 1_000)} s`,
          };
        }),
      isExercised: () => isExercised,
    };
  },
};
