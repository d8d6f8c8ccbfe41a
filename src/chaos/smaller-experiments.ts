import type { Disturbance } from './disturbance.ts';
import { findKind } from './disturbance-kinds.ts';
import type { Experiment, Operation } from './experiment.ts';
import type { FailedExperiment } from './lanes/shrunk-failure.ts';

/** The same without the disturbances that had not begun when it failed. */
export function begunAlone({ experiment, result }: FailedExperiment): Experiment {
  const begun = new Set(
    result.history.events.flatMap((event) => (event.lane === 'disturbance' ? [event.disturbance] : [])),
  );
  return { ...experiment, disturbances: experiment.disturbances.filter(({ id }) => begun.has(id)) };
}

/** A launch goes together with whatever else is asked of what it launched. */
export function withoutOperations(operations: readonly Operation[], from: number, to: number): readonly Operation[] {
  const gone = operations.slice(from, to).flatMap((each) => (each.do === 'launch' ? [each.intent] : []));
  return operations.filter((each, index) => (index < from || index >= to) && !gone.includes(each.intent));
}

/** The same without what can no longer happen: what is for an intent that nobody asks for, or follows a crash that is gone. */
export function withoutOrphans(experiment: Experiment): Experiment {
  const intents = new Set(experiment.operations.map(({ intent }) => intent));
  const dies = experiment.disturbances.some(({ kind }) => findKind(kind)?.acts === 'process');
  const canHappen = ({ parameters, trigger }: Disturbance): boolean => {
    const isForNobody = typeof parameters.intent === 'string' && !intents.has(parameters.intent);
    const followsCrash = trigger.on === 'event' && (trigger.event === 'crashed' || trigger.event === 'restarted');
    return !isForNobody && (dies || !followsCrash);
  };
  const disturbances = experiment.disturbances.filter(canHappen);
  return disturbances.length === experiment.disturbances.length ? experiment : { ...experiment, disturbances };
}
