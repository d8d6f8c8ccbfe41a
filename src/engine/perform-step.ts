import { describeThrown } from '../contracts/describe.ts';
import type {
  CapabilityStep,
  EnhancedStep,
  OverlapStep,
  ProcessStep,
  Step,
  StepOf,
  StepOp,
  WorkflowStep,
  WorldStep,
} from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import { isProviderError } from '../provider/provider-error.ts';
import type { ListFilter } from '../provider/requests.ts';
import type { World } from '../testbed/testbed.ts';
import { type Bindings, bindName, resolveName } from './bindings.ts';
import { type CallOutcome, callWithin } from './call.ts';
import { journalled } from './journalled.ts';
import { call, type Operation, type Operations, resolveRequest } from './operation.ts';
import { performBootstrap, withBootstrap } from './perform-bootstrap-step.ts';
import { capabilityOperations } from './perform-capability-step.ts';
import { enhancedOperations } from './perform-enhanced-step.ts';
import { performOverlap } from './perform-overlap.ts';
import { performProcess } from './perform-process-step.ts';
import { workflowOperations } from './perform-workflow-step.ts';
import { worldOperations } from './perform-world-step.ts';
import { poll } from './poll.ts';

/** Performs one step against the world. Never throws: whatever the provider does ends as a result. */
export async function performStep<S extends Step>(
  world: World,
  bindings: Bindings,
  step: S,
): Promise<StepResult<S['op']>> {
  const operation = operations[step.op] as Operation<Step>;
  const perform = () => operation(world, bindings, step);
  const { journal } = bindings;
  const outcome = await (journal ? journalled(journal, bindings, world.registration, step, perform) : perform());
  return { step, ...outcome } as unknown as StepResult<S['op']>;
}

const coreOperations: Operations<
  Exclude<StepOp, (CapabilityStep | WorldStep | EnhancedStep | WorkflowStep | ProcessStep | OverlapStep)['op']>
> = {
  spawn: async (world, bindings, step) => {
    const request = withBootstrap(bindings, step, resolveRequest(bindings, step.request));
    const outcome = await call(world, () => world.registration.provider.spawn(request));
    if (outcome.outcome === 'resolved') bindName(bindings, step.as, 'instance', outcome.value);
    return outcome;
  },
  terminate: (world, bindings, step) =>
    call(world, () => world.registration.provider.terminate(resolveName(bindings, step.target))),
  get: (world, bindings, step) =>
    call(world, () => world.registration.provider.get(resolveName(bindings, step.target))),
  list: (world, bindings, step) => {
    const filter = resolveFilter(bindings, step);
    return call(world, () => (filter ? world.registration.provider.list(filter) : world.registration.provider.list()));
  },
  bootstrap: performBootstrap,
  startup: (world) => call(world, () => world.registration.hooks.onStartup()),
  shutdown: (world) => call(world, () => world.registration.hooks.onShutdown()),
  heartbeat: (world, _bindings, step) => call(world, () => world.registration.hooks.onHeartbeat(step.tasks)),
  'await-running': (world, bindings, step) => awaitRunning(world, resolveName(bindings, step.target)),
  wait: (world, _bindings, step) => callWithin(world.clock, step.ms + 1, () => world.clock.sleep(step.ms)),
  fault: async (world, bindings, step) => {
    if (world.faults) bindings.faults.set(step.as, world.faults.inject(step.fault));
    return { outcome: 'resolved', value: undefined };
  },
  heal: async (_world, bindings, step) => {
    bindings.faults.get(step.target)?.heal();
    return { outcome: 'resolved', value: undefined };
  },
};

const operations: Operations<StepOp> = {
  ...coreOperations,
  ...capabilityOperations,
  ...worldOperations,
  ...enhancedOperations,
  ...workflowOperations,
  process: (world, bindings, step) =>
    performProcess(world, step, (inside, inner) => performStep(inside, bindings, inner)),
  overlap: (world, bindings, step) => performOverlap(step, (inner) => performStep(world, bindings, inner)),
};

function resolveFilter(bindings: Bindings, step: StepOf<'list'>): ListFilter | undefined {
  const ids = step.filter?.ids;
  return ids ? { ...step.filter, ids: ids.map((name) => resolveName(bindings, name)) } : step.filter;
}

/** Waits until `get` shows a running machine. A retryable failure on the way is not the end of it. */
async function awaitRunning(world: World, id: string): Promise<CallOutcome<unknown>> {
  const withinMs = world.facts.tolerances.bootTimeoutMs;
  let last = 'nothing';
  const ended = await poll(world.clock, withinMs, async () => {
    const looked = await call(world, () => world.registration.provider.get(id));
    if (looked.outcome === 'unsettled') return looked;
    if (looked.outcome === 'threw') {
      last = describeThrown(looked.thrown);
      return isProviderError(looked.thrown) && looked.thrown.retryable ? undefined : looked;
    }
    last = looked.value?.status ?? 'null';
    return last === 'running' ? looked : undefined;
  });
  return ended ?? { outcome: 'threw', thrown: new Error(`not running after ${withinMs} ms; last seen: ${last}`) };
}
