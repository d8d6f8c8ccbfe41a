import { expect, test } from 'vitest';
import { experimentSchema } from '../../../src/chaos/experiment.ts';
import { type Promotion, promote } from '../../../src/chaos/real/promote.ts';
import { defineControlPlane } from '../../../src/controlplane/control-plane.ts';
import { referenceControlPlane } from '../../../src/controlplane/reference/reference.ts';
import { onSimulatedHost } from '../host.ts';

const experiment = experimentSchema.parse({
  version: 1,
  operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
  disturbances: [{ id: 'd1', kind: 'stopped-by-hand', trigger: { on: 'event', event: 'machine-running', nth: 1 } }],
});
const violation = { oracle: 'I10', kind: 'liveness', signature: 'a', message: 'a never ran' } as const;

/** Takes everything over, and does nothing. */
const idle = defineControlPlane({
  name: 'idle',
  create: async ({ store }) => ({
    launch: async ({ id }) => store.put(`intents/${id}`, id),
    terminate: async () => {},
    observe: async () => (await store.keys('intents/')).map((key) => ({ intent: key.slice(8), phase: 'launching' })),
    reconcile: async () => {},
  }),
});

const options = { ...onSimulatedHost, seed: 1, goal: { times: 2, of: 3 }, missing: new Map<string, string>() };

test('a failure that comes again as often as it is to is confirmed, and is not tried any further', async () => {
  const promotion = await promote(
    { experiment: { ...experiment, disturbances: [] }, violation },
    { ...options, controlPlane: idle },
  );
  expect(promotion).toEqual<Promotion>({ label: 'confirmed', confirmed: 2, runs: 2, reasons: [] });
});

test('a failure that does not come, although all that was planned has happened, is of the simulator only', async () => {
  const promotion = await promote({ experiment, violation }, { ...options, controlPlane: referenceControlPlane });
  // One that was missed twice cannot be seen twice of three any more.
  expect(promotion).toEqual<Promotion>({ label: 'simulator-only', confirmed: 0, runs: 2, reasons: [] });
});

test('a run in which something planned never happened proves nothing', async () => {
  const {
    disturbances: [stop],
  } = experiment;
  const late = { ...experiment, disturbances: stop ? [{ ...stop, trigger: { ...stop.trigger, nth: 9 } }] : [] };
  const promotion = await promote(
    { experiment: experimentSchema.parse(late), violation },
    { ...options, controlPlane: referenceControlPlane },
  );
  expect(promotion).toMatchObject({
    label: 'inconclusive',
    reasons: ['d1: stopped-by-hand never changed anything there'],
  });
});

test('what the other host cannot do is not tried there', async () => {
  const missing = new Map([['stopped-by-hand', 'it has no console']]);
  const promotion = await promote({ experiment, violation }, { ...options, missing, controlPlane: idle });
  expect(promotion).toEqual<Promotion>({
    ...{ label: 'inconclusive', confirmed: 0, runs: 0 },
    reasons: ['d1: stopped-by-hand cannot be done there: it has no console'],
  });
});

test('a host that breaks proves nothing', async () => {
  const testbed = { ...onSimulatedHost.testbed, open: () => Promise.reject(new Error('no engine answers')) };
  const promotion = await promote({ experiment, violation }, { ...options, testbed, controlPlane: idle });
  expect(promotion).toMatchObject({ label: 'inconclusive', reasons: [expect.stringContaining('no engine answers')] });
});
