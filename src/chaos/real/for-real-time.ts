import type { Experiment } from '../experiment.ts';

/** Longer than calls of a real service take, so that whatever begins last still acts. */
const marginMs = 15_000;
const quietMaxMs = 2_000;
/** An oracle may wait for a minute and a half; whoever converges is not waited for. */
const convergeMaxMs = 120_000;

/** The same experiment with phases that somebody can wait for. What it does and when stays as it is. */
export function forRealTime(experiment: Experiment): Experiment {
  const { operations, disturbances, phases } = experiment;
  const lasts = [
    ...operations.map(({ atMs }) => atMs),
    ...disturbances.map(({ trigger, durationMs = 0, parameters: { downMs = 0 } }) => {
      const beginsMs = trigger.on === 'time' ? trigger.atMs : trigger.on === 'event' ? trigger.delayMs : 0;
      return beginsMs + durationMs + Number(downMs);
    }),
  ];
  return {
    ...experiment,
    phases: {
      disturbMs: Math.min(phases.disturbMs, Math.max(...lasts) + marginMs),
      quietMs: Math.min(phases.quietMs, quietMaxMs),
      convergeMs: Math.min(phases.convergeMs, convergeMaxMs),
      reconcileEveryMs: phases.reconcileEveryMs,
    },
  };
}
