import { expect, test } from 'vitest';
import { mortalContext } from '../../src/testbed/mortal-context.ts';
import type { Death } from '../../src/testbed/processes.ts';
import { createRandom } from '../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../src/testbed/world-context.ts';

/** A process whose service writes down what reaches it; `answersAfterMs` of virtual time later it answers. */
function processThatDies(death: Death | undefined, answersAfterMs = 0) {
  const clock = createVirtualClock();
  const reached: string[] = [];
  const answer = async <T>(what: string, value: T): Promise<T> => {
    reached.push(what);
    if (answersAfterMs > 0) await clock.sleep(answersAfterMs);
    if (what.includes('broken')) throw new Error('the service is broken');
    return value;
  };
  const context = createWorldContext({
    clock,
    random: createRandom(1),
    signal: new AbortController().signal,
    fetch: (url) => answer(`fetch ${url}`, new Response('ok')),
    exec: (file) => answer(`exec ${file}`, { exitCode: 0, stdout: '', stderr: '', timedOut: false }),
    sdkRequestHandler: { handle: (request) => answer(`sdk ${request}`, { response: 'ok' }) },
  });
  const mortal = mortalContext(context, death);
  const learned: string[] = [];
  const learn = (what: string) => () => learned.push(what);
  return { clock, reached, learned, learn, ...mortal };
}

/** Until every promise that can go on has gone on. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function threeCalls({ context, learn }: ReturnType<typeof processThatDies>): Promise<void> {
  await context.fetch('a').then(learn('a'));
  await context.exec('b', []).then(learn('b'));
  await context.sdkRequestHandler?.handle('c').then(learn('c'));
}

test('without a death every call gets through, and is counted', async () => {
  const process = processThatDies(undefined);
  await threeCalls(process);
  expect(process.reached).toEqual(['fetch a', 'exec b', 'sdk c']);
  expect(process.calls()).toBe(3);
});

test.each([
  [1, 'before', [], []],
  [1, 'after', ['fetch a'], []],
  [2, 'before', ['fetch a'], ['a']],
  [2, 'after', ['fetch a', 'exec b'], ['a']],
  [3, 'before', ['fetch a', 'exec b'], ['a', 'b']],
  [3, 'after', ['fetch a', 'exec b', 'sdk c'], ['a', 'b']],
] as const)(
  'a death at call %i, %s it, leaves the service with %j and the process with %j',
  async (call, moment, reached, learned) => {
    const process = processThatDies({ call, moment });
    void threeCalls(process);
    await process.died;
    await rest();
    expect(process.reached).toEqual(reached);
    expect(process.learned).toEqual(learned);
    expect(process.calls()).toBe(call);
  },
);

test('a call that fails is a death all the same, and nobody learns that it failed', async () => {
  const process = processThatDies({ call: 1, moment: 'after' });
  process.context.fetch('broken').then(process.learn('good'), process.learn('bad'));
  await process.died;
  await rest();
  expect(process.learned).toEqual([]);
});

test('a failure of who lives is told', async () => {
  const process = processThatDies({ call: 2, moment: 'before' });
  await expect(process.context.fetch('broken')).rejects.toThrow('the service is broken');
});

test('whoever is dead calls nobody any more', async () => {
  const process = processThatDies({ call: 1, moment: 'before' });
  void process.context.fetch('a');
  await process.died;
  void process.context.exec('b', []);
  void process.context.sdkRequestHandler?.handle('c');
  await rest();
  expect(process.reached).toEqual([]);
});

test('a call that was under way when the process died reaches the service, and its answer nobody', async () => {
  const process = processThatDies({ call: 2, moment: 'before' }, 10);
  process.context.fetch('slow').then(process.learn('slow'));
  void process.context.exec('b', []);
  await process.died;
  await process.clock.sleep(100);
  expect(process.reached).toEqual(['fetch slow']);
  expect(process.learned).toEqual([]);
});

test('no timer of the dead goes off, neither one from before nor one from after', async () => {
  const process = processThatDies({ call: 1, moment: 'before' });
  const { context, clock, learn, learned } = process;
  context.clock.after(10, learn('after'));
  void context.clock.sleep(10).then(learn('sleep'));
  void context.fetch('a');
  await process.died;
  context.clock.after(10, learn('late'));
  void context.clock.sleep(10).then(learn('late sleep'));
  await clock.sleep(1_000);
  expect(learned).toEqual([]);
});

test('time does not go on for the sake of the dead', async () => {
  const process = processThatDies({ call: 1, moment: 'before' });
  void process.context.clock.sleep(1_000_000);
  void process.context.fetch('a');
  await process.died;
  await rest();
  expect(process.clock.monotonic()).toBe(0);
});

test('a timer that is cancelled stays cancelled, and the time is that of the world', async () => {
  const { context, clock, learn, learned } = processThatDies(undefined);
  context.clock.after(5, learn('cancelled'))();
  await context.clock.sleep(10);
  expect(learned).toEqual([]);
  expect(context.clock.now()).toBe(clock.now());
});
