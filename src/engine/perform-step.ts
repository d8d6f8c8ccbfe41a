import { describeThrown } from '../contracts/describe.ts';
import type { Name, Step, StepOf, StepOp } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import type { Instance } from '../provider/instance.ts';
import { isProviderError } from '../provider/provider-error.ts';
import type { ListFilter } from '../provider/requests.ts';
import type { InjectedFault } from '../testbed/fault.ts';
import type { World } from '../testbed/testbed.ts';
import { type CallOutcome, callWithin } from './call.ts';
import { poll } from './poll.ts';

/** What the names of a case stand for so far. */
export interface Bindings {
  readonly ids: Map<Name, string>;
  readonly faults: Map<Name, InjectedFault>;
}

/** Performs one step against the world. Never throws: whatever the provider does ends as a result. */
export async function performStep<S extends Step>(
  world: World,
  bindings: Bindings,
  step: S,
): Promise<StepResult<S['op']>> {
  const operation = operations[step.op] as Operation;
  const outcome = await operation(world, bindings, step);
  return { step, ...outcome } as unknown as StepResult<S['op']>;
}

type Operation = (world: World, bindings: Bindings, step: Step) => Promise<CallOutcome<unknown>>;

const operations: { readonly [Op in StepOp]: (w: World, b: Bindings, s: StepOf<Op>) => Promise<CallOutcome<unknown>> } =
  {
    spawn: async (world, bindings, step) => {
      const outcome = await call(world, () => world.registration.provider.spawn(step.request));
      if (outcome.outcome === 'resolved') bindName(bindings, step.as, outcome.value);
      return outcome;
    },
    terminate: (world, bindings, step) =>
      call(world, () => world.registration.provider.terminate(resolveName(bindings, step.target))),
    get: (world, bindings, step) =>
      call(world, () => world.registration.provider.get(resolveName(bindings, step.target))),
    list: (world, bindings, step) => {
      const filter = resolveFilter(bindings, step);
      return call(world, () =>
        filter ? world.registration.provider.list(filter) : world.registration.provider.list(),
      );
    },
    bootstrap: (world, _bindings, step) =>
      call(world, () => world.registration.provider.generateBootstrap(step.request)),
    startup: (world) => call(world, () => world.registration.hooks.onStartup()),
    shutdown: (world) => call(world, () => world.registration.hooks.onShutdown()),
    heartbeat: (world, _bindings, step) => call(world, () => world.registration.hooks.onHeartbeat(step.tasks)),
    'await-running': (world, bindings, step) => awaitRunning(world, resolveName(bindings, step.target)),
    wait: (world, _bindings, step) => call(world, () => world.clock.sleep(step.ms), step.ms + 1),
    fault: async (world, bindings, step) => {
      if (world.faults) bindings.faults.set(step.as, world.faults.inject(step.fault));
      return { outcome: 'resolved', value: undefined };
    },
    heal: async (_world, bindings, step) => {
      bindings.faults.get(step.target)?.heal();
      return { outcome: 'resolved', value: undefined };
    },
  };

function call<T>(world: World, run: () => T | Promise<T>, timeoutMs?: number): Promise<CallOutcome<T>> {
  return callWithin(world.clock, timeoutMs ?? world.facts.tolerances.callTimeoutMs, run);
}

function bindName(bindings: Bindings, name: Name, value: unknown): void {
  const id = (value as Partial<Instance> | null | undefined)?.id;
  if (typeof id === 'string') bindings.ids.set(name, id);
}

function resolveName(bindings: Bindings, name: Name): string {
  return bindings.ids.get(name) ?? name;
}

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
