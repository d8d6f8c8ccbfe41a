import { expect, test } from 'vitest';
import { disturbanceKinds, findKind } from '../../src/chaos/disturbance-kinds.ts';
import { experimentSchema } from '../../src/chaos/experiment.ts';
import { runExperiment } from '../../src/chaos/run-experiment.ts';
import { supportOf } from '../../src/chaos/support-of.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import type { Constraint } from '../../src/testbed/constraints.ts';
import type { LinkFault } from '../../src/testbed/network.ts';
import type { Testbed, World } from '../../src/testbed/testbed.ts';
import { onSimulatedHost } from './host.ts';

interface Done {
  readonly what: Constraint | LinkFault;
  readonly heldAtMs: number;
  liftedAtMs?: number;
}

/** The simulated host, on which machines can be held to anything, in word only. */
function holdingTestbed(done: Done[], lift: () => Promise<void> = async () => {}): Testbed {
  const native = { how: 'native' } as const;
  const { testbed } = onSimulatedHost;
  return {
    ...testbed,
    open: async (options) => {
      const world = await testbed.open(options);
      const hold = async (_id: string, what: Constraint | LinkFault) => {
        const entry: Done = { what, heldAtMs: world.clock.monotonic() };
        done.push(entry);
        return {
          holds: async () => entry.liftedAtMs === undefined,
          lift: async () => {
            await lift();
            entry.liftedAtMs = world.clock.monotonic();
          },
        };
      };
      return {
        ...world,
        constraints: { support: { cpu: native, memory: native, pids: native, disk: native, hog: native }, hold },
        network: { support: { cut: native, blackhole: native, degraded: native }, hold },
      } satisfies World;
    },
  };
}

function play(disturbances: readonly object[], testbed: Testbed) {
  const experiment = experimentSchema.parse({
    version: 1,
    operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
    disturbances,
  });
  return runExperiment(experiment, { ...onSimulatedHost, testbed, controlPlane: referenceControlPlane, seed: 1 });
}

const trigger = { on: 'event', event: 'machine-running', nth: 1 } as const;

test.each([
  ['cpu-constrained', { cpus: 0.1 }, { kind: 'cpu', cpus: 0.1 }],
  ['process-hog', { processes: 2 }, { kind: 'hog', processes: 2 }],
  ['memory-constrained', { memoryMiB: 8 }, { kind: 'memory', memoryMiB: 8 }],
  ['pids-constrained', { pidsMax: 4 }, { kind: 'pids', pidsMax: 4 }],
  ['disk-full', {}, { kind: 'disk' }],
  ['machine-cut-off', { direction: 'in' }, { kind: 'cut', direction: 'in' }],
  ['port-blackhole', { port: 22 }, { kind: 'blackhole', port: 22 }],
  ['link-degraded', { delayMs: 5, lossPercent: 1 }, { kind: 'degraded', delayMs: 5, lossPercent: 1 }],
])('%s really acts on a machine, and is undone when everything is healed', async (kind, parameters, what) => {
  const done: Done[] = [];
  const { acted, problems, violation } = await play([{ id: 'd1', kind, parameters, trigger }], holdingTestbed(done));
  expect({ acted: acted.get('d1'), problems, violation }).toEqual({ acted: 1, problems: [], violation: undefined });
  expect(done).toEqual([{ what, heldAtMs: expect.any(Number), liftedAtMs: 90_000 }]);
});

test('one that lasts a while is undone after it', async () => {
  const done: Done[] = [];
  const disturbance = { id: 'd1', kind: 'disk-full', trigger: { on: 'time', atMs: 30_000 }, durationMs: 5_000 };
  await play([disturbance], holdingTestbed(done));
  expect((done[0]?.liftedAtMs ?? 0) - (done[0]?.heldAtMs ?? 0)).toBeLessThanOrEqual(5_000);
});

test('one that outlives the healing is undone at the end of the run', async () => {
  const done: Done[] = [];
  await play([{ id: 'd1', kind: 'disk-full', trigger, heal: 'never' }], holdingTestbed(done));
  expect(done[0]?.liftedAtMs).toBeGreaterThan(90_000);
});

test('what could not be undone is told', async () => {
  const refuse = () => Promise.reject(new Error('the engine is gone'));
  const { problems } = await play([{ id: 'd1', kind: 'disk-full', trigger }], holdingTestbed([], refuse));
  expect(problems).toEqual([expect.stringContaining('the engine is gone')]);
});

test('each host says how it does each kind, and why not', async () => {
  const { testbed, provider, signal } = onSimulatedHost;
  const world = await testbed.open({ module: provider, seed: 0, runId: 'r', settings: {}, signal });
  const local = { ...testbed, fidelity: 'local' } as const;
  const of = (name: string, where: Testbed = testbed) => {
    const kind = findKind(name);
    return kind && supportOf(kind, where, world);
  };
  expect([of('down'), of('down', local)]).toEqual([{ how: 'native' }, { how: 'emulated' }]);
  expect(of('machine-killed', local)).toEqual({ how: 'native' });
  const { network: _network, ...without } = world;
  for (const kind of disturbanceKinds) {
    const support = supportOf(kind, testbed, without);
    if (support.how === 'unsupported') expect(support.why).not.toBe('');
  }
});
