import type { Name, Step } from '../contracts/step.ts';
import type { SpawnRequest } from '../provider/requests.ts';
import { shrinkList } from './shrink-list.ts';

/** Whether a smaller case still fails in the same way. Costs a run. */
export type StillFails = (steps: readonly Step[]) => Promise<boolean>;

/**
 * The fewest steps that still fail. A step goes together with every step that uses the name it binds, so that no name
 * changes its meaning.
 */
export function shrinkSteps(steps: readonly Step[], stillFails: StillFails): Promise<readonly Step[]> {
  return shrinkList(steps, { without, stillFails, lengthMin: 1 });
}

function without(steps: readonly Step[], from: number, to: number): readonly Step[] {
  const removed = new Set<Name>();
  return steps.filter((step, index) => {
    const goes = (index >= from && index < to) || uses(step).some((name) => removed.has(name));
    if (goes) for (const name of binds(step)) removed.add(name);
    return !goes;
  });
}

function binds(step: Step): readonly Name[] {
  if (step.op === 'process') return step.steps.flatMap(binds);
  if (step.op === 'overlap') return step.clients.flat().flatMap(binds);
  if (step.op === 'request-spot') return [step.as, step.instanceAs];
  return 'as' in step && step.as !== undefined ? [step.as] : [];
}

function uses(step: Step): readonly Name[] {
  if ('target' in step) return textsIn(step.target);
  switch (step.op) {
    case 'list':
      return textsIn(step.filter?.ids);
    case 'spawn':
      return [...usesOfRequest(step.request), step.bootstrap ?? []].flat();
    case 'request-spot':
      return usesOfRequest(step.request);
    case 'overlap':
      return step.clients.flat().flatMap(uses);
    case 'process':
      return step.steps.flatMap(uses);
    case 'workflow':
    case 'compensate':
      return textsIn(step.input);
    default:
      return [];
  }
}

/** Any text of an input may be a name. What a workflow bound is named after the step. */
function textsIn(value: unknown): readonly Name[] {
  if (typeof value === 'string') return [value, value.replace(/-v?\d+$/, '')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function usesOfRequest(request: SpawnRequest | undefined): readonly Name[] {
  return textsIn([request?.volumeIds, request?.snapshotId]);
}
