import { expect, test } from 'vitest';
import type { ProcessStep, Step } from '../../src/contracts/step.ts';
import type { StepResult } from '../../src/contracts/step-result.ts';
import type { ProcessResult } from '../../src/contracts/step-value.ts';
import { performProcess } from '../../src/engine/perform-process-step.ts';
import type { Clock, ProviderContext } from '../../src/provider/context.ts';
import type { Registration } from '../../src/provider/registration.ts';
import { createProcesses } from '../../src/testbed/processes.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';
import type { World } from '../../src/testbed/testbed.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../src/testbed/world-context.ts';

/** The steps of a process whose provider calls the service twice for every `get`, and waits in between. */
async function live(
  step: Omit<ProcessStep, 'op'>,
  create: (context: ProviderContext) => Promise<void> = async () => {},
) {
  const clock = createVirtualClock();
  const own = { provider: { name: 'own' } } as unknown as Registration;
  const contexts: ProviderContext[] = [];
  const clocks: Clock[] = [];
  const module = {
    name: 'mine',
    create: async (context: ProviderContext) => {
      contexts.push(context);
      await create(context);
      return { provider: { name: 'other' } } as unknown as Registration;
    },
  };
  const contextOf = () =>
    createWorldContext({
      clock,
      random: createRandom(1),
      signal: new AbortController().signal,
      fetch: async () => new Response('ok'),
    });
  const world = { clock, registration: own, processes: createProcesses(module, contextOf) } as unknown as World;
  const asked: string[] = [];
  const perform = async (inside: World, inner: Step): Promise<StepResult> => {
    asked.push(inside.registration.provider.name);
    clocks.push(inside.clock);
    if (inner.op === 'get') {
      await contexts[0]?.fetch('first');
      await inside.clock.sleep(1_000);
      await contexts[0]?.fetch('second');
    }
    return { step: inner, outcome: 'resolved', value: null } as StepResult;
  };
  const outcome = await performProcess(world, { op: 'process', ...step }, perform);
  const { value } = outcome as { readonly value: ProcessResult };
  return { value, outcome, asked, clock, clocks };
}

const get = (target: string): Step => ({ op: 'get', target });

test('a process that nothing kills ends all its steps, each asked of its own provider on its own clock', async () => {
  const { value, asked, clock, clocks } = await live({ steps: [get('a'), get('b')] });
  expect(value).toMatchObject({ died: false, calls: 4, results: [{ step: get('a') }, { step: get('b') }] });
  expect(asked).toEqual(['other', 'other']);
  expect(clocks.every((each) => each !== clock)).toBe(true);
});

test('a process that dies resolves, with the steps that it ended before', async () => {
  const death = { call: 3, moment: 'after' } as const;
  const { value, outcome } = await live({ steps: [get('a'), get('b'), get('c')], death });
  expect(outcome.outcome).toBe('resolved');
  expect(value).toMatchObject({ died: true, calls: 3, results: [{ step: get('a') }] });
  expect(value.results).toHaveLength(1);
});

test('a death beyond its last call never comes', async () => {
  const { value } = await live({ steps: [get('a')], death: { call: 9, moment: 'before' } });
  expect(value).toMatchObject({ died: false, calls: 2 });
});

test('no step after the death is begun, and nothing of it keeps time going', async () => {
  const { asked, clock } = await live({ steps: [get('a'), get('b')], death: { call: 1, moment: 'after' } });
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(1);
  expect(clock.monotonic()).toBe(0);
});

test('a process that dies while its provider is made has done no step', async () => {
  const create = async ({ fetch }: ProviderContext) => {
    await fetch('hello');
  };
  const { value, asked } = await live({ steps: [get('a')], death: { call: 1, moment: 'before' } }, create);
  expect(value).toEqual({ died: true, calls: 1, results: [] });
  expect(asked).toEqual([]);
});

test('a world without processes says which ability the contract has to name', async () => {
  const world = {} as World;
  const step: ProcessStep = { op: 'process', steps: [] };
  await expect(performProcess(world, step, async () => ({}) as StepResult)).rejects.toThrow('processes');
});
