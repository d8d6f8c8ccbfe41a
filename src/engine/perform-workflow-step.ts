import type { WorkflowStep } from '../contracts/step.ts';
import { isObject } from '../provider/is-object.ts';
import type { AnyWorkflow } from '../provider/registration.ts';
import { runWorkflow } from '../provider/workflow.ts';
import type { World } from '../testbed/testbed.ts';
import { type Bindings, type BoundKind, bindName } from './bindings.ts';
import { callWithin } from './call.ts';
import type { Operations } from './operation.ts';

/** The steps that call a workflow. One that is not there fails as it fails its caller. */
export const workflowOperations: Operations<WorkflowStep['op']> = {
  workflow: async (world, bindings, step) => {
    const outcome = await ask(world, () =>
      runWorkflow(workflowNamed(world, step.workflow), resolveInput(bindings, step.input)),
    );
    if (outcome.outcome === 'resolved') bindOutput(bindings, step.as, outcome.value);
    return outcome;
  },
  compensate: (world, bindings, step) =>
    ask(world, async () => {
      const workflow = workflowNamed(world, step.workflow);
      await workflow.compensate(workflow.validate(resolveInput(bindings, step.input)));
    }),
};

/** Many calls make one workflow. */
function ask<T>(world: World, run: () => Promise<T>) {
  const { callTimeoutMs, bootTimeoutMs } = world.facts.tolerances;
  return callWithin(world.clock, callTimeoutMs + bootTimeoutMs, run);
}

function workflowNamed({ registration }: World, name: string): AnyWorkflow {
  const found = registration.workflows?.find((workflow) => workflow.name === name);
  if (!found) throw new TypeError(`the provider offers no workflow ${name}`);
  return found;
}

/** Where nothing is bound under a text, it is only a text. */
function resolveInput(bindings: Bindings, input: unknown): unknown {
  const resolved = resolveDeep(bindings, input);
  if (!isObject(resolved) || typeof resolved.key !== 'string') return resolved;
  return { ...resolved, key: bindings.salt + resolved.key };
}

function resolveDeep(bindings: Bindings, value: unknown): unknown {
  if (typeof value === 'string') return bindings.ids.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => resolveDeep(bindings, each));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolveDeep(bindings, each)]));
}

/** Providers may return anything. */
function bindOutput(bindings: Bindings, as: string, output: unknown): void {
  const bindAll = (values: unknown, kind: BoundKind, mark: string) => {
    if (!Array.isArray(values)) return;
    for (const [index, value] of values.entries()) bindName(bindings, `${as}-${mark}${index + 1}`, kind, value);
  };
  if (!isObject(output)) return;
  bindAll(output.instances, 'instance', '');
  bindAll(output.volumes, 'volume', 'v');
}
