import { expect, test } from 'vitest';
import { explore } from '../../src/chaos/explore.ts';
import { defineControlPlane } from '../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { onSimulatedHost, play } from './host.ts';

const launch = { do: 'launch', intent: 'a', atMs: 0 };

test('a control plane that goes by chance of its own is told from one that fails', async () => {
  let turns = 0;
  const fickle = defineControlPlane({
    name: 'fickle',
    create: async (host) => {
      const sound = await referenceControlPlane.create(host);
      turns += 1;
      return {
        ...sound,
        reconcile: async () => (turns % 2 === 0 ? sound.reconcile() : host.clock.sleep(500).then(sound.reconcile)),
      };
    },
  });
  const { divergences } = await explore({
    ...{
      ...onSimulatedHost,
      controlPlane: fickle,
      drawable: { kinds: [], windowMs: 0 },
      seed: 1,
      runs: 5,
      checksDeterminism: true,
    },
    ...{ isTimeUp: () => false, onRun: () => {} },
    experiment: {
      version: 1,
      operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
      disturbances: [],
      phases: { disturbMs: 30_000, quietMs: 0, convergeMs: 60_000, reconcileEveryMs: 5_000 },
    },
  });
  const [{ first, second } = {}] = divergences;
  expect(first).toMatchObject({ lane: 'call' });
  expect(second).not.toEqual(first);
});

test('one that never ends its round fails to converge, and its throws are written down', async () => {
  const hangs = defineControlPlane({
    name: 'hangs',
    create: async (host) => ({ ...(await referenceControlPlane.create(host)), reconcile: () => new Promise(() => {}) }),
  });
  const { violation } = await play({ version: 1, operations: [launch] }, hangs, 1);
  expect(violation).toMatchObject({ oracle: 'I10', kind: 'liveness' });

  const throws = defineControlPlane({
    name: 'throws',
    create: async (host) => ({
      ...(await referenceControlPlane.create(host)),
      reconcile: () => Promise.reject(new Error('no')),
    }),
  });
  const { history } = await play({ version: 1, operations: [launch] }, throws, 1);
  expect(history.events).toContainEqual(expect.objectContaining({ did: 'throws', during: 'reconcile', message: 'no' }));
});

test('where the service stays ill, nobody is asked to converge', async () => {
  const noCapacity = {
    id: 'd1',
    kind: 'no-capacity',
    parameters: { operation: 'spawn' },
    trigger: { on: 'time', atMs: 0 },
  };
  const experiment = { version: 1, operations: [launch], phases: { disturbMs: 20_000, convergeMs: 30_000 } };
  const healed = await play({ ...experiment, disturbances: [noCapacity] }, referenceControlPlane, 1);
  expect(healed.history.events.at(-1)).toMatchObject({ did: 'converged' });
  const ill = await play({ ...experiment, disturbances: [{ ...noCapacity, heal: 'never' }] }, referenceControlPlane, 1);
  expect(ill.history.events.at(-1)).toMatchObject({ did: 'gives-up' });
  expect(ill.violation).toBeUndefined();
});

test('a machine that is no spot machine although it was to be one is not taken back, and that is no problem', async () => {
  const ordinary = defineControlPlane({
    name: 'ordinary',
    create: async (host) => {
      const sound = await referenceControlPlane.create(host);
      return { ...sound, launch: ({ id, request }) => sound.launch({ id, request }) };
    },
  });
  const interruption = { id: 'd1', kind: 'spot-interruption', trigger: { on: 'event', event: 'machine-born', nth: 1 } };
  const experiment = { version: 1, operations: [{ ...launch, spot: true }], disturbances: [interruption] };
  const { acted, violation, problems } = await play(experiment, ordinary, 1);
  expect({ acted: [...acted], violation, problems }).toEqual({
    acted: [['d1', 0]],
    violation: undefined,
    problems: [],
  });
});
