import { expect, test } from 'vitest';
import { explore } from '../../src/chaos/explore.ts';
import { oracleIds } from '../../src/chaos/oracles/oracle-set.ts';
import { controlPlaneFeatures, defineControlPlane } from '../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { kindsOnSimulatedHost, onSimulatedHost, play } from './host.ts';

const options = {
  ...onSimulatedHost,
  controlPlane: referenceControlPlane,
  drawable: { kinds: kindsOnSimulatedHost, windowMs: 5_000, features: controlPlaneFeatures },
  checksDeterminism: false,
  isTimeUp: () => false,
  onRun: () => {},
};

test('the reference control plane survives 400 seeds, in which everything happens and everything is judged', async () => {
  const { failure, kinds, exercised, runs } = await explore({ ...options, seed: 11, runs: 400 });
  expect({ violation: failure?.result.violation, experiment: failure?.experiment }).toEqual({});
  expect(runs).toBe(400);
  expect(kindsOnSimulatedHost.filter(({ kind }) => !kinds.get(kind)?.acted).map(({ kind }) => kind)).toEqual([]);
  expect(oracleIds.filter((id) => !exercised.get(id))).toEqual([]);
}, 900_000);

test('the same seed gives the same history, event by event', { timeout: 300_000 }, async () => {
  const { divergences, repeated, runs } = await explore({ ...options, seed: 12, runs: 40, checksDeterminism: true });
  expect({ divergences, repeated, runs }).toEqual({ divergences: [], repeated: 40, runs: 40 });
});

test('a machine that is deleted before its spawn is answered is replaced, although its key is refused', async () => {
  const experiment = {
    version: 1,
    operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
    disturbances: [
      {
        id: 'd1',
        kind: 'error-after-success',
        parameters: { operation: 'spawn' },
        trigger: { on: 'call', operation: 'spawn', nth: 1 },
        count: 1,
      },
      // The look of the provider must come late enough for the machine to be on its way out.
      {
        id: 'd2',
        kind: 'down',
        parameters: { operation: 'list' },
        trigger: { on: 'event', event: 'machine-born', nth: 1 },
        durationMs: 1_500,
      },
      { id: 'd3', kind: 'deleted-by-hand', trigger: { on: 'event', event: 'machine-born', nth: 1 } },
    ],
  };
  let refusals = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const { violation, history } = await play(experiment, referenceControlPlane, seed);
    expect({ seed, violation }).toEqual({ seed, violation: undefined });
    refusals += history.events.filter((event) => JSON.stringify(event).includes('INVALID_SPEC')).length;
    expect(history.events.some((event) => event.did === 'says' && event.phase === 'refused')).toBe(false);
  }
  expect(refusals).toBeGreaterThan(0);
});

test('what no service would make is refused, with the reason, and nothing is left', async () => {
  const greedy = defineControlPlane({
    name: 'greedy',
    create: async (host) => {
      const sound = await referenceControlPlane.create(host);
      const launch: typeof sound.launch = ({ id, request }) =>
        sound.launch({ id, request: { ...request, spec: { cpus: 0, memoryMiB: 1 } } });
      return { ...sound, launch };
    },
  });
  const { violation, history } = await play(
    { version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }] },
    greedy,
    1,
  );
  expect(violation).toBeUndefined();
  expect(history.events).toContainEqual(expect.objectContaining({ phase: 'refused', reason: 'INVALID_SPEC' }));
});
