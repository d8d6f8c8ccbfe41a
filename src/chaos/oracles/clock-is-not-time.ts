import type { Oracle } from './oracle.ts';

/** How far a clock may be off before it counts. */
const offMinMs = 1_000;

/** A wall clock that jumps takes nobody's time away. */
export const clockIsNotTime: Oracle = {
  id: 'I30',
  title: 'the wall clock is not time',
  statement:
    'While the wall clock of the control plane is off, no machine that runs is terminated before the time of its intent is over, unless there was another process of it or its record was lost.',
  kind: 'safety',
  needs: 'deadline',
  watch: ({ truth, intents, processes, nowMs, clockOffMs }) => {
    let isExercised = false;
    const isOff = () => Math.abs(clockOffMs()) >= offMinMs;
    return {
      onLook: () => {
        const isLimited = ({ intent = '', running }: { intent?: string; running: boolean }) =>
          running && intents.get(intent)?.terms.lifeMaxMs !== undefined;
        if (isOff() && truth.machines.some(isLimited)) isExercised = true;
        return undefined;
      },
      onCall: ({ operation, target }) => {
        if (operation !== 'terminate' || target === undefined || !isOff()) return undefined;
        const { name, intent = '', running = false, ending = true, ranMs = 0 } = truth.find(target) ?? {};
        const state = intents.get(intent);
        // What another process has counted, or whoever has lost the record of it, can only be known by the wall clock.
        if (!running || ending || processes() > 1 || state?.forgottenMs !== undefined) return undefined;
        if (state?.terminate !== 'not-asked' || state.view?.instanceId !== target) return undefined;
        if (state.terms.lifeMaxMs === undefined || intents.isDue(intent)) return undefined;
        const leftMs = ranMs + state.terms.lifeMaxMs - nowMs();
        return {
          signature: 'early',
          message: `${name} of ${intent} was terminated ${Math.round(leftMs / 1_000)} s before its time was over, while the wall clock was off`,
        };
      },
      isExercised: () => isExercised,
    };
  },
};
