import { firstFinding, type Oracle } from './oracle.ts';

const withinMs = 60_000;

/** What changed behind its back, the control plane comes to know. */
export const driftIsSeen: Oracle = {
  id: 'I19',
  title: 'drift is seen',
  statement: `A machine that is gone or does not run is not called running for longer than ${withinMs / 1_000} s after everything is healed.`,
  kind: 'liveness',
  watch: ({ truth, intents, nowMs, healedMs }) => {
    let isExercised = false;
    return {
      onLook: () =>
        firstFinding(intents.states, ({ id, view }) => {
          if (view?.phase !== 'running' || view.instanceId === undefined) return undefined;
          const machine = truth.find(view.instanceId);
          if (!machine || machine.running) return undefined;
          isExercised = true;
          const healed = healedMs();
          if (healed === undefined || nowMs() - Math.max(machine.sinceMs, healed) < withinMs) return undefined;
          const state = machine.gone ? 'is gone' : 'does not run';
          return {
            signature: 'unseen-drift',
            message: `${id} is called running, and its machine ${machine.name} ${state}`,
          };
        }),
      isExercised: () => isExercised,
    };
  },
};
