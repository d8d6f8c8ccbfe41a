import { expect, test } from 'vitest';
import type { ProviderContext } from '../../src/provider/context.ts';
import type { Registration } from '../../src/provider/registration.ts';
import { createProcesses } from '../../src/testbed/processes.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../src/testbed/world-context.ts';

const clock = createVirtualClock();

/** A module that asks its service once while it is made. */
function processes() {
  const names: string[] = [];
  const made: ProviderContext[] = [];
  const module = {
    name: 'mine',
    create: async (context: ProviderContext) => {
      made.push(context);
      await context.fetch('hello');
      return { context } as unknown as Registration;
    },
  };
  const contextOf = (name: string) => {
    names.push(name);
    return createWorldContext({
      clock,
      random: createRandom(names.length),
      signal: new AbortController().signal,
      fetch: async () => new Response('ok'),
    });
  };
  return { names, made, ...createProcesses(module, contextOf) };
}

test('every process has a registration, a context and a stream of random numbers of its own', async () => {
  const { start, names, made } = processes();
  const [first, second] = [await start(), await start()];
  expect(first.registration).not.toBe(second.registration);
  expect(new Set(names).size).toBe(2);
  expect(made[0]?.random.hex(8)).not.toBe(made[1]?.random.hex(8));
});

test('the calls of one process are not those of another', async () => {
  const { start, made } = processes();
  const [first, second] = [await start(), await start()];
  await made[0]?.fetch('again');
  expect([first.calls(), second.calls()]).toEqual([2, 1]);
});

test('a process may die while it is made, and then has no registration', async () => {
  const { start } = processes();
  const process = await start({ call: 1, moment: 'after' });
  await process.died;
  expect(process.registration).toBeNull();
  expect(process.calls()).toBe(1);
});

test('a process that dies leaves the others alone', async () => {
  const { start, made } = processes();
  const first = await start({ call: 2, moment: 'before' });
  await start();
  void made[0]?.fetch('the last');
  await first.died;
  expect((await made[1]?.fetch('again'))?.ok).toBe(true);
});
