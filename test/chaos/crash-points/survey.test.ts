import { expect, test } from 'vitest';
import { oneLife } from '../../../src/chaos/crash-points/one-life.ts';
import { surveyCrashPoints } from '../../../src/chaos/crash-points/survey.ts';
import { type Experiment, experimentSchema } from '../../../src/chaos/experiment.ts';
import { inProcessLane } from '../../../src/chaos/lanes/in-process-lane.ts';
import type { ControlPlaneModule } from '../../../src/controlplane/control-plane.ts';
import { defineControlPlane } from '../../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../../src/controlplane/reference/reference.ts';
import { onSimulatedHost } from '../host.ts';

function survey(controlPlane: ControlPlaneModule, depth = 1, experiment: Experiment = oneLife) {
  const lane = inProcessLane({ ...onSimulatedHost, controlPlane }, { seed: 1, kinds: [], windowMs: 0 });
  return surveyCrashPoints(lane, { experiment, seed: 1, depth, signal: onSimulatedHost.signal, onPoint: () => {} });
}

test('the reference control plane may die before, after and after the record of every call of a life', async () => {
  const { points, runs } = await survey(referenceControlPlane);
  const calls = new Set(points.map(({ crashes }) => crashes[0]?.call));
  expect(points.filter(({ outcome }) => outcome !== 'safe')).toEqual([]);
  expect([points.length, runs.length]).toEqual([3 * calls.size, 1 + points.length]);
  expect(new Set(points.map(({ crashes }) => crashes[0]?.operation))).toEqual(
    new Set(['list', 'spawn', 'get', 'terminate']),
  );
});

test('it may die twice, too', async () => {
  const { points } = await survey(referenceControlPlane, 2);
  const pairs = points.filter(({ crashes }) => crashes.length === 2);
  expect(pairs.length).toBeGreaterThan(60);
  expect(points.filter(({ outcome }) => outcome === 'unsafe')).toEqual([]);
  expect(pairs.filter(({ outcome }) => outcome === 'safe').length).toBeGreaterThan(pairs.length * 0.9);
});

/** Remembers its one machine in memory alone. */
const forgetful = defineControlPlane({
  name: 'forgetful',
  create: ({ provider, store }) => {
    let machine: string | undefined;
    return {
      launch: (intent) => store.put(`intents/${intent.id}`, intent),
      terminate: async () => {},
      observe: async () => [{ intent: 'a', phase: 'running', ...(machine !== undefined && { instanceId: machine }) }],
      reconcile: async () => {
        const intent = await store.get<{ request: Parameters<typeof provider.spawn>[0] }>('intents/a');
        if (intent && machine === undefined) machine = (await provider.spawn(intent.request)).id;
        await store.put('rounds', 1);
      },
    };
  },
});

const launchAlone = experimentSchema.parse({
  version: 1,
  operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
  oracles: ['I13'],
  phases: { disturbMs: 30_000, quietMs: 0, convergeMs: 20_000 },
});

test('a crash that ends otherwise is unsafe, and says how, although no oracle was violated', async () => {
  const { points } = await survey(forgetful, 1, launchAlone);
  expect(points.map(({ crashes: [crash], outcome }) => [crash?.operation, crash?.point, outcome])).toEqual([
    ['spawn', 'before', 'safe'],
    ['spawn', 'after', 'unsafe'],
    ['spawn', 'after-persist', 'unsafe'],
  ]);
  expect(points[2]?.why).toContain('a ended as running with 2 machines');
  expect(points[2]?.story?.length).toBeGreaterThan(3);
});

test('where nothing is written down after a call, there is no such place', async () => {
  const silent = defineControlPlane({
    name: 'silent',
    create: async (host) => {
      const plane = await forgetful.create(host);
      return { ...plane, launch: async () => {}, reconcile: async () => void (await host.provider.list()) };
    },
  });
  const { points } = await survey(silent, 1, launchAlone);
  expect(
    points.every(({ crashes: [crash], outcome }) => (crash?.point === 'after-persist') === (outcome === 'unreached')),
  ).toBe(true);
});
