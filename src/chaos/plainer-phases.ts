import type { Experiment } from './experiment.ts';
import type { FailedExperiment } from './lanes/shrunk-failure.ts';

const stepMs = 1_000;

/**
 * The same with shorter phases. How long it has to converge, and the quiet before, is left alone where the failure is
 * about that: in too short a time the soundest control plane fails as well.
 */
export function* plainerPhases({ experiment, result }: FailedExperiment): Iterable<Experiment> {
  const { phases } = experiment;
  const { events } = result.history;
  const healedMs = events.find(({ lane, did }) => lane === 'run' && did === 'heals')?.atMs;
  const failedMs = events.at(-1)?.atMs ?? 0;
  const neededMs = healedMs === undefined ? failedMs : lastBegunMs(result);
  for (const disturbMs of shorter(phases.disturbMs, Math.ceil((neededMs + 1) / stepMs) * stepMs)) {
    yield { ...experiment, phases: { ...phases, disturbMs } };
  }
  if (healedMs !== undefined) return;
  // Nothing of it is reached any more.
  const { quietMs, convergeMs, ...rest } = phases;
  if (quietMs > 0) yield { ...experiment, phases: { ...rest, quietMs: 0, convergeMs } };
  for (const less of shorter(convergeMs, 60_000)) {
    yield { ...experiment, phases: { ...rest, quietMs, convergeMs: less } };
  }
}

/** When the last thing began that was done to it, or was asked of it. */
function lastBegunMs({ history }: FailedExperiment['result']): number {
  const acts = history.events.filter(
    ({ lane, did }) => (lane === 'disturbance' && did !== 'ends') || (lane === 'client' && did === 'asks'),
  );
  return acts.at(-1)?.atMs ?? 0;
}

function shorter(ms: number, leastMs: number): readonly number[] {
  const half = Math.floor((ms + leastMs) / 2 / stepMs) * stepMs;
  return [...new Set([leastMs, half])].filter((less) => less >= leastMs && less < ms);
}
