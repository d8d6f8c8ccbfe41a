import type { Name } from './step.ts';
import type { Trial } from './trial.ts';

/** Tells of which writes a read has to know: those whose consistency window had passed when the read began. */
export interface WindowWatch {
  /** A write to this machine has just resolved. Only the first counts. */
  written(name: Name): void;
  /** A step is over, so the next begins now. To be called after every step. */
  stepEnded(): void;
  /** The machines whose write the step under way has to show. */
  due(): readonly Name[];
}

/**
 * Watches the windows of a trial. What is due is told from when a step began, because a window may end while a read is
 * under way.
 *
 * @example
 * const watch = watchWindows(trial);
 * await trial.play({ spawn: ({ step }) => watch.written(step.as) });
 */
export function watchWindows(trial: Trial): WindowWatch {
  const dueAtMs = new Map<Name, number>();
  let due: readonly Name[] = [];
  return {
    written: (name) => {
      const windowMs = trial.facts.tolerances.consistencyWindowMs;
      if (!dueAtMs.has(name)) dueAtMs.set(name, trial.clock.monotonic() + windowMs);
    },
    stepEnded: () => {
      const nowMs = trial.clock.monotonic();
      due = [...dueAtMs].filter(([, atMs]) => atMs <= nowMs).map(([name]) => name);
    },
    due: () => due,
  };
}
