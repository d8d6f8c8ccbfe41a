import { expect } from 'vitest';
import { disturbanceKinds } from '../../../src/chaos/disturbance-kinds.ts';
import { generateExperiment } from '../../../src/chaos/generate-experiment.ts';
import { withPython } from '../../with-python.ts';
import { javascript, mustBeGone, playProgram, python } from './programs.ts';

const launch = { do: 'launch', intent: 'a', atMs: 0 };
const spawnIsUnclear = {
  id: 'd1',
  kind: 'hang',
  parameters: { operation: 'spawn' },
  trigger: { on: 'call', operation: 'spawn', nth: 1 },
  count: 1,
};
const crash = {
  id: 'd2',
  kind: 'crash',
  parameters: { point: 'after', downMs: 3_000 },
  trigger: { on: 'call', operation: 'spawn', nth: 1 },
};

withPython('a program in Python gets its machine, and the end of it', async () => {
  const terminate = { do: 'terminate', intent: 'a', atMs: 40_000 };
  const { violation, history } = await playProgram(
    { version: 1, operations: [launch, terminate] },
    python('naive.py'),
    1,
  );
  expect(violation).toBeUndefined();
  const said = history.events.flatMap((event) => (event.did === 'says' ? [event.phase] : []));
  expect(said).toEqual(expect.arrayContaining(['launching', 'running', 'ending', 'ended']));
});

withPython('a naive program in Python is caught when its spawn is unclear', async () => {
  const experiment = { version: 1, operations: [launch], disturbances: [spawnIsUnclear] };
  const { violation } = await playProgram(experiment, python('naive.py'), 1);
  expect(violation).toMatchObject({ oracle: 'I06', signature: 'blind-retry' });
});

withPython('a crash ends the process, and the next one has the store of the last', async () => {
  const word = `crashed-of-${process.pid}`;
  const experiment = { version: 1, operations: [launch], disturbances: [crash] };
  const { violation, history, acted } = await playProgram(experiment, python('sound.py', word), 1);
  expect({ violation, acted: acted.get('d2') }).toEqual({ violation: undefined, acted: 1 });
  const lives = history.events.flatMap((event) => ('life' in event ? [`${event.did} ${event.life}`] : []));
  expect(lives).toEqual(['starts 1', 'dies 1', 'starts 2']);
  // What was acknowledged before was not asked for again.
  expect(history.events.filter(({ lane, did }) => lane === 'client' && did === 'asks')).toHaveLength(1);
  await mustBeGone(word);
});

withPython.each([
  ['naive.py', python('naive.py')],
  ['sound.py', python('sound.py')],
  ['idle.mjs, which does many things at once', javascript('idle.mjs')],
])('the same seed gives the same history, event by event: %s', async (_name, command) => {
  for (const seed of [3, 5]) {
    const experiment = generateExperiment(seed, { kinds: disturbanceKinds, windowMs: 5_000 });
    const first = await playProgram(experiment, command, seed);
    const second = await playProgram(experiment, command, seed);
    expect(second.history.events).toEqual(first.history.events);
    expect(second.digest).toBe(first.digest);
    expect(first.history.events.length).toBeGreaterThan(10);
  }
});

withPython(
  'a program that does many things at once is asked although it waits, and one that does not is not',
  async () => {
    const latency = {
      id: 'd1',
      kind: 'latency',
      parameters: { ms: 20_000, operation: 'spawn' },
      trigger: { on: 'time', atMs: 0 },
    };
    const experiment = {
      version: 1,
      operations: [launch, { do: 'launch', intent: 'b', atMs: 10_000 }],
      disturbances: [latency],
    };
    const acknowledgedAt = async (command: readonly string[]) => {
      const { history } = await playProgram(experiment, command, 1);
      return history.events.find((event) => event.did === 'is-acknowledged' && event.intent === 'b')?.atMs;
    };
    expect(await acknowledgedAt(javascript('idle.mjs'))).toBe(10_000);
    expect(await acknowledgedAt(python('naive.py'))).toBeGreaterThan(20_000);
  },
);
