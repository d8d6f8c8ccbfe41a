import { expect, test } from 'vitest';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import { isProviderError } from '../../../src/provider/provider-error.ts';
import { runWorkflow } from '../../../src/provider/workflow.ts';
import type { SpotFleetOutput } from '../../../src/provider/workflows/spot-fleet.ts';
import { callsOf, type NativeAnswer, openAws, request } from './open-aws.ts';

const input = { key: 'k', count: 4, request, maxPriceUsdPerHour: 1, fallback: 'none' } as const;

test('a fleet is told whole, each machine marked as spot, and leaves no launch template', async () => {
  const { run, living, provider } = await openFleets();
  const { instances, missing, lacking } = await run({ ...input, request: { ...request, tags: { team: 'a' } } });
  expect([instances.length, missing, lacking]).toEqual([4, 0, []]);
  for (const { id } of instances) {
    expect(await provider.get(id)).toMatchObject({ spot: true, tags: { team: 'a' } });
  }
  expect(await living()).toEqual(instances.map(({ id }) => id).sort());
});

test('what the spot market has not is told, with a code and a place', async () => {
  const { run } = await openFleets({ spotPool: 1 });
  const { instances, missing, lacking } = await run({ ...input, count: 9 });
  expect(instances.length + missing).toBe(9);
  expect(missing).toBeGreaterThan(0);
  expect(lacking[0]).toMatchObject({
    market: 'spot',
    code: 'CAPACITY_ERROR',
    place: expect.stringContaining('us-east'),
  });
});

test.each([
  ['AUTH_ERROR', { hasSpotRole: false }],
  ['QUOTA_EXCEEDED', { spotInstancesMax: 0 }],
])(
  '%s among the errors of a good answer is what is lacking, and what is thrown where too few came',
  async (code, options) => {
    const { run, living } = await openFleets(options);
    expect((await run(input)).lacking.map((lack) => lack.code)).toContain(code);
    await expect(run({ ...input, key: 'other', atLeast: 1 })).rejects.toMatchObject({ code });
    expect(await living()).toEqual([]);
  },
);

test('the rest is bought on demand where that is asked for, once', async () => {
  const { run, elsewhere, living } = await openFleets({ spotPool: 0 });
  const asked = { ...input, fallback: 'on-demand' } as const;
  const { instances, missing } = await run(asked);
  expect([instances.map(({ spot }) => spot), missing]).toEqual([[false, false, false, false], 0]);
  const again = await (await elsewhere())(asked);
  expect(again.instances.map(({ id }) => id)).toEqual(instances.map(({ id }) => id));
  expect(await living()).toHaveLength(4);
});

test('another process comes to the same machines, also when EC2 has forgotten the token', async () => {
  const { run, elsewhere, living, world } = await openFleets({ spotPool: 1, idLagMs: 3_000, listLagMs: 3_000 });
  const asked = { ...input, count: 9, fallback: 'on-demand' } as const;
  const ids = (await run(asked)).instances.map(({ id }) => id);
  const again = await elsewhere();
  expect((await again(asked)).instances.map(({ id }) => id)).toEqual(ids);
  await world.clock.sleep(10_000);
  const forgetful = world.faults?.inject({ kind: 'token-forgotten', scope: {} });
  expect((await again(asked)).instances.map(({ id }) => id)).toEqual(ids);
  forgetful?.heal();
  expect(await living()).toHaveLength(9);
});

test('a template that is made anew under a name that was just deleted is deleted too', async () => {
  const { run, living } = await openFleets({ idLagMs: 3_000, listLagMs: 3_000 });
  const hopeless = { ...input, maxPriceUsdPerHour: 0.001_5 };
  await run(hopeless);
  await run(hopeless);
  expect(await living()).toEqual([]);
});

test('another input under the key is refused, and the machines of the first stay', async () => {
  const { run, living } = await openFleets();
  await run(input);
  for (const other of [{ count: 5 }, { fallback: 'on-demand' }, { atLeast: 1 }, { maxPriceUsdPerHour: 2 }]) {
    await expect(run({ ...input, ...other })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  }
  expect(await living()).toHaveLength(4);
});

test('with fewer than the least the fleet is taken down again, and asking again says the same', async () => {
  const { run, living } = await openFleets({ spotPool: 1 });
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await expect(run({ ...input, count: 9, atLeast: 9 })).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
    expect(await living()).toEqual([]);
  }
});

test('a key whose machines were terminated is used up', async () => {
  const { run, provider, living } = await openFleets();
  const { instances } = await run(input);
  for (const { id } of instances) await provider.terminate(id);
  await expect(run(input)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await living()).toEqual([]);
});

test('an answer in which fewer came than were asked for, without a word, is not called a lack of capacity', async () => {
  const body = '<CreateFleetResponse><fleetId>fleet-1</fleetId><errorSet/><fleetInstanceSet/></CreateFleetResponse>';
  const { run } = await openFleets({}, (call) =>
    call.get('Action') === 'CreateFleet' ? { status: 200, body } : undefined,
  );
  expect(await run(input)).toMatchObject({ missing: 4, lacking: [{ code: 'UNCLASSIFIED' }] });
});

test('a bid below any price is not asked for, and a request that no zone takes is refused', async () => {
  const { run, calls } = await openFleets();
  expect(await run({ ...input, maxPriceUsdPerHour: 0.000_5 })).toMatchObject({
    missing: 4,
    lacking: [{ code: 'CAPACITY_ERROR' }],
  });
  expect(callsOf(calls, 'CreateFleet')).toEqual([]);
  const elsewhere = { ...request, network: 'subnet-00000000' };
  await expect(run({ ...input, request: elsewhere })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test.each([
  ['count', { count: 0 }],
  ['count', { count: 1.5 }],
  ['fallback', { fallback: 'sometimes' }],
  ['atLeast', { atLeast: 5 }],
  ['maxPrice', { maxPriceUsdPerHour: -1 }],
  ['idempotencyKey', { request: { ...request, idempotencyKey: 'x' } }],
  ['volumeIds', { request: { ...request, volumeIds: [] } }],
  ['cpus', { request: { spec: { cpus: 0, memoryMiB: 1 } } }],
  ['CPUs', { request: { spec: { cpus: 10_000, memoryMiB: 1 } } }],
])('an input with a wrong %s is refused before any call', async (where, part) => {
  const { run, calls } = await openFleets();
  const refused = run({ ...input, ...part } as never);
  await expect(refused).rejects.toSatisfy((thrown) => isProviderError(thrown) && thrown.message.includes(where));
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(calls).toEqual([]);
});

async function openFleets(
  options: Partial<SimulatedEc2Options> = {},
  intercept?: (call: URLSearchParams) => NativeAnswer | undefined,
) {
  const opened = await openAws({ spotPool: 1_000, spotDiscountMin: 40, ...options }, intercept);
  const { world } = opened;
  const runIn = (registration: typeof world.registration) => async (asked: object) => {
    const workflow = registration.workflows?.find(({ name }) => name === 'spot-fleet');
    if (!workflow) throw new Error('there is no such workflow');
    return (await runWorkflow(workflow, asked)) as SpotFleetOutput;
  };
  return {
    ...opened,
    run: runIn(world.registration),
    elsewhere: async () => runIn((await world.processes?.start())?.registration ?? world.registration),
    /** Everything that is there. */
    living: async () => {
      const entries = (await world.ledger?.entries()) ?? [];
      return entries
        .filter((entry) => !entry.gone)
        .map(({ id }) => id)
        .sort();
    },
  };
}
