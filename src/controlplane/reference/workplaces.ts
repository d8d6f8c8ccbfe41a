import type { Clock } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import type { Activity } from '../control-plane.ts';

/** What this process has seen of machines on which there may be work. A process that begins has seen nothing yet. */
export interface Workplaces {
  /** A list was seen: whatever it does not show to run is fit no longer. */
  sawList(instances: readonly Instance[]): void;
  /** A look at one machine has: it ran, or it did not. */
  saw(instanceId: string, isRunning: boolean): void;
  isFit(instanceId: string): boolean;
  /** A job is about to begin there, whatever the machine tells. */
  placed(intentId: string): void;
  /** Asks the machine. What it tells may be late. */
  look(intentId: string, instanceId: string): Promise<void>;
  /** Whether no look has found work for so long, and none was placed. */
  isIdleFor(intentId: string, ms: number): boolean;
}

export function createWorkplaces(activity: Activity, clock: Clock): Workplaces {
  let fit = new Set<string>();
  const idle = new Map<string, { readonly instanceId: string; readonly sinceMs: number }>();
  const placements = new Map<string, number>();
  return {
    sawList: (instances) => {
      const running = instances.filter(({ status }) => status === 'running').map(({ id }) => id);
      fit = fit.intersection(new Set(running));
    },
    saw: (id, isRunning) => {
      if (isRunning) fit.add(id);
      else fit.delete(id);
    },
    isFit: (id) => fit.has(id),
    placed: (id) => {
      placements.set(id, (placements.get(id) ?? 0) + 1);
      idle.delete(id);
    },
    look: async (id, instanceId) => {
      const beganMs = clock.monotonic();
      const before = placements.get(id);
      // Of one that does not answer nobody knows that it is idle.
      const isBusy = await activity.isBusy(instanceId).catch(() => true);
      if (isBusy || placements.get(id) !== before) idle.delete(id);
      // Another in its place has not been idle before.
      else if (idle.get(id)?.instanceId !== instanceId) idle.set(id, { instanceId, sinceMs: beganMs });
    },
    isIdleFor: (id, ms) => clock.monotonic() - (idle.get(id)?.sinceMs ?? Number.POSITIVE_INFINITY) >= ms,
  };
}
