import { expect, test } from 'vitest';
import type { WorkflowStep } from '../../src/contracts/step.ts';
import { type Bindings, bindName, createBindings } from '../../src/engine/bindings.ts';
import { workflowOperations } from '../../src/engine/perform-workflow-step.ts';
import type { AnyWorkflow } from '../../src/provider/registration.ts';
import type { World } from '../../src/testbed/testbed.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

const tolerances = { consistencyWindowMs: 0, bootTimeoutMs: 1_000, terminateTimeoutMs: 0, callTimeoutMs: 500 };

/** A world whose provider offers one workflow, `make-two`, that gives what `run` gives. */
function worldWith(run: AnyWorkflow['run']) {
  const clock = createVirtualClock();
  const seen: Record<string, unknown[]> = { validate: [], run: [], compensate: [] };
  const workflow: AnyWorkflow = {
    name: 'make-two',
    validate: (input) => {
      seen.validate?.push(input);
      return input;
    },
    run: (input) => {
      seen.run?.push(input);
      return run(input);
    },
    compensate: async (input) => {
      seen.compensate?.push(input);
    },
  };
  const world = { clock, facts: { tolerances }, registration: { workflows: [workflow] } } as unknown as World;
  return { world, seen, clock };
}

const runs = (input: unknown, workflow = 'make-two') =>
  ({ op: 'workflow', as: 'w1', workflow, input }) as const satisfies WorkflowStep;

function idsOf({ ids }: Bindings): Record<string, string> {
  return Object.fromEntries(ids);
}

test('what a run gives is bound by number, instances and volumes apart', async () => {
  const output = { instances: [{ id: 'i-a' }, { id: 'i-b' }], volumes: [{ id: 'vol-a' }] };
  const { world } = worldWith(async () => output as never);
  const bindings = createBindings();
  const outcome = await workflowOperations.workflow(world, bindings, runs({ key: 'k' }));
  expect(outcome).toEqual({ outcome: 'resolved', value: output });
  expect(idsOf(bindings)).toEqual({ 'w1-1': 'i-a', 'w1-2': 'i-b', 'w1-v1': 'vol-a' });
  expect(bindings.kinds.get('w1-1')).toBe('instance');
  expect(bindings.kinds.get('w1-v1')).toBe('volume');
});

test.each([undefined, null, 7, 'text', [], {}, { instances: 'i-a' }, { instances: [null, {}, { id: 7 }] }])(
  'an output of %j binds nothing',
  async (output) => {
    const bindings = createBindings();
    await workflowOperations.workflow(worldWith(async () => output as never).world, bindings, runs({}));
    expect(idsOf(bindings)).toEqual({});
  },
);

test('names in an input stand for their ids, however deep; other texts stay as they are', async () => {
  const { world, seen } = worldWith(async () => ({}));
  const bindings = createBindings();
  bindName(bindings, 'v1', 'volume', { id: 'vol-a' });
  const input = { request: { volumeIds: ['v1', 'v2'], tags: { v1: 'v1' } }, count: 2, none: null };
  await workflowOperations.workflow(world, bindings, runs(input));
  expect(seen.run).toEqual([{ request: { volumeIds: ['vol-a', 'v2'], tags: { v1: 'vol-a' } }, count: 2, none: null }]);
});

test('the key of an input is meant for this case alone, in a run and in its compensation', async () => {
  const { world, seen } = worldWith(async () => ({}));
  const bindings = createBindings('salt-');
  await workflowOperations.workflow(world, bindings, runs({ key: 'k', request: { key: 'inner' } }));
  await workflowOperations.compensate(world, bindings, { op: 'compensate', workflow: 'make-two', input: { key: 'k' } });
  expect(seen.run).toEqual([{ key: 'salt-k', request: { key: 'inner' } }]);
  expect(seen.compensate).toEqual([{ key: 'salt-k' }]);
});

test('an input that is no record reaches the workflow as it is', async () => {
  const { world, seen } = worldWith(async () => ({}));
  for (const input of [null, 7, 'text', ['v1']]) {
    await workflowOperations.workflow(world, createBindings('salt-'), runs(input));
  }
  expect(seen.validate).toEqual([null, 7, 'text', ['v1']]);
});

test('a workflow that nobody offers fails as it fails its caller', async () => {
  const { world } = worldWith(async () => ({}));
  const outcome = await workflowOperations.workflow(world, createBindings(), runs({}, 'no-such'));
  expect(outcome).toMatchObject({ outcome: 'threw', thrown: new TypeError('the provider offers no workflow no-such') });
});

test('a run that fails has been undone when the step ends', async () => {
  const boom = new Error('boom');
  const { world, seen } = worldWith(() => Promise.reject(boom));
  const bindings = createBindings();
  expect(await workflowOperations.workflow(world, bindings, runs({ key: 'k' }))).toEqual({
    outcome: 'threw',
    thrown: boom,
  });
  expect(seen.compensate).toEqual([{ key: 'k' }]);
  expect(idsOf(bindings)).toEqual({});
});

test('a run has the time of a call and a boot, and is then unsettled', async () => {
  const { world, clock } = worldWith(() => new Promise(() => {}));
  expect(await workflowOperations.workflow(world, createBindings(), runs({}))).toEqual({
    outcome: 'unsettled',
    afterMs: 1_500,
  });
  expect(clock.monotonic()).toBe(1_500);
});
