import type { Disturbance } from './disturbance.ts';
import { findKind } from './disturbance-kinds.ts';
import type { Experiment, Operation } from './experiment.ts';
import type { Trigger } from './trigger.ts';

const paceDefaultMs = 5_000;
const spanMinMs = 1_000;

/** The same experiment with one thing about it plainer, the boldest first. */
export function* plainerExperiments(experiment: Experiment): Iterable<Experiment> {
  const { operations, disturbances, phases } = experiment;
  if (phases.reconcileEveryMs !== paceDefaultMs) {
    yield { ...experiment, phases: { ...phases, reconcileEveryMs: paceDefaultMs } };
  }
  for (const [index, operation] of operations.entries()) {
    for (const plainer of plainerOperations(operation))
      yield { ...experiment, operations: operations.with(index, plainer) };
  }
  for (const [index, disturbance] of disturbances.entries()) {
    for (const plainer of plainerDisturbances(disturbance)) {
      yield { ...experiment, disturbances: disturbances.with(index, plainer) };
    }
  }
}

function* plainerOperations(operation: Operation): Iterable<Operation> {
  if (operation.do === 'launch' && operation.spot) {
    const { spot: _spot, ...plain } = operation;
    yield plain;
  }
  if (operation.do === 'launch' && operation.regions !== undefined) {
    const { regions, ...plain } = operation;
    yield plain;
    for (const fewer of smaller(regions, 2)) yield { ...plain, regions: fewer };
  }
  for (const key of ['lifeMaxMs', 'idleAfterMs'] as const) {
    if (operation.do !== 'launch') continue;
    const { [key]: value, ...plain } = operation;
    if (value === undefined) continue;
    yield plain;
    for (const less of smaller(value, spanMinMs)) yield { ...operation, [key]: less };
  }
  if (operation.do === 'run-job') {
    for (const forMs of smaller(operation.forMs, spanMinMs)) yield { ...operation, forMs };
  }
  for (const atMs of smaller(operation.atMs)) yield { ...operation, atMs };
}

function* plainerDisturbances(disturbance: Disturbance): Iterable<Disturbance> {
  for (const key of ['probability', 'ttlMs', 'heal'] as const) {
    const { [key]: value, ...plain } = disturbance;
    if (value !== undefined) yield plain;
  }
  for (const trigger of plainerTriggers(disturbance.trigger)) yield { ...disturbance, trigger };
  for (const key of ['count', 'durationMs'] as const) {
    for (const less of smaller(disturbance[key] ?? 0, 1)) yield { ...disturbance, [key]: less };
  }
  for (const parameters of plainerParameters(disturbance)) yield { ...disturbance, parameters };
}

function* plainerTriggers(trigger: Trigger): Iterable<Trigger> {
  switch (trigger.on) {
    case 'time':
      for (const atMs of smaller(trigger.atMs)) yield { ...trigger, atMs };
      break;
    case 'event':
      for (const delayMs of smaller(trigger.delayMs)) yield { ...trigger, delayMs };
      for (const nth of smaller(trigger.nth, 1)) yield { ...trigger, nth };
      break;
    case 'call':
      for (const nth of smaller(trigger.nth, 1)) yield { ...trigger, nth };
      break;
    case 'state':
      for (const machinesAtLeast of smaller(trigger.machinesAtLeast, 1)) yield { ...trigger, machinesAtLeast };
  }
}

/** Only what its kind still takes. */
function* plainerParameters({ kind, parameters }: Disturbance): Iterable<Disturbance['parameters']> {
  const takes = (candidate: Disturbance['parameters']) =>
    findKind(kind)?.parameters.safeParse(candidate).success === true;
  for (const [key, value] of Object.entries(parameters)) {
    const { [key]: _left, ...without } = parameters;
    // One that narrows nothing is harder to read than one that does.
    const candidates =
      typeof value === 'number' ? smaller(value, 0).map((less) => ({ ...parameters, [key]: less })) : [];
    if (key !== 'operation' && takes(without)) yield without;
    yield* candidates.filter(takes);
  }
}

/** Down to `least`: at once, by half, or to a round number. */
function smaller(value: number, least = 0): readonly number[] {
  const half = Math.floor((value + least) / 2);
  const round = Math.floor(value / 1_000) * 1_000;
  return [...new Set([least, half, round])].filter((less) => less >= least && less < value);
}
