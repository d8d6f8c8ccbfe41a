import { firstFinding, isLiving, type Oracle } from './oracle.ts';

const withinMs = 90_000;

/** Whoever starts again comes to know what was made before it died. */
export const crashChangesNothing: Oracle = {
  id: 'I20',
  title: 'a crash changes nothing',
  statement: `A machine that was made before the control plane died is spoken of at the latest ${withinMs / 1_000} s after it was started again and everything is healed.`,
  kind: 'liveness',
  watch: ({ truth, intents, lives, nowMs, healedMs }) => {
    let isExercised = false;
    return {
      onLook: () => {
        const [last, before] = [lives.at(-1), lives.at(-2)];
        if (last === undefined || before?.diedMs === undefined) return undefined;
        const { diedMs } = before;
        const sinceMs = Math.max(last.startedMs, healedMs() ?? Number.POSITIVE_INFINITY);
        const older = truth.machines.filter((machine) => isLiving(machine) && machine.bornMs <= diedMs);
        if (older.length > 0) isExercised = true;
        if (nowMs() - sinceMs < withinMs) return undefined;
        return firstFinding(older, ({ id, name, intent = '' }) => {
          const state = intents.get(intent);
          const isSpokenOf = state?.view?.instanceId === id || state?.view?.phase === 'ending';
          if (isSpokenOf || state?.isForgotten === true) return undefined;
          return {
            signature: 'forgotten',
            message: `${name} was made before the control plane died, and ${withinMs / 1_000} s later nobody speaks of it`,
          };
        });
      },
      isExercised: () => isExercised,
    };
  },
};
