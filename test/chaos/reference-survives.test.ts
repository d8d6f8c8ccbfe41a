import { expect, test } from 'vitest';
import { disturbanceKinds } from '../../src/chaos/disturbance-kinds.ts';
import { explore } from '../../src/chaos/explore.ts';
import { oracleIds } from '../../src/chaos/oracles/oracle-set.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { onSimulatedHost } from './host.ts';

const options = {
  ...onSimulatedHost,
  controlPlane: referenceControlPlane,
  drawable: { kinds: disturbanceKinds, windowMs: 5_000 },
  checksDeterminism: false,
  isTimeUp: () => false,
  onRun: () => {},
};

test('the reference control plane survives 400 seeds, in which everything happens and everything is judged', async () => {
  const { failure, kinds, exercised, runs } = await explore({ ...options, seed: 11, runs: 400 });
  expect({ violation: failure?.result.violation, experiment: failure?.experiment }).toEqual({});
  expect(runs).toBe(400);
  expect(disturbanceKinds.filter(({ kind }) => !kinds.get(kind)?.acted).map(({ kind }) => kind)).toEqual([]);
  expect(oracleIds.filter((id) => !exercised.get(id))).toEqual([]);
}, 240_000);

test('the same seed gives the same history, event by event', async () => {
  const { diverged, runs } = await explore({ ...options, seed: 12, runs: 40, checksDeterminism: true });
  expect({ diverged, runs }).toEqual({ diverged: undefined, runs: 40 });
});
