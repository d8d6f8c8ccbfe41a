import { expect, test } from 'vitest';
import type { GcpOptions } from '../../../src/clouds/gcp/gcp-options.ts';
import { simulatedGcp } from '../../../src/clouds/gcp/testbed.ts';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { runWorkflow } from '../../../src/provider/workflow.ts';
import type { ZoneProbingOutput } from '../../../src/provider/workflows/zone-probing.ts';
import { gcp } from '../../../src/providers/gcp/gcp.ts';

const [a, b, c] = ['us-central1-a', 'us-central1-b', 'us-central1-c'] as const;
const zones = [c, a, b];
const request = { spec: { cpus: 1, memoryMiB: 1_024 } };
/** Of this size there is but one type, so that one refusal leads on. */
const large = { spec: { cpus: 16, memoryMiB: 65_536 } };

async function open(options: Partial<GcpOptions> = {}) {
  const calm = { soldOutTypes: [], lackingTypes: [], listLagMs: 0, operationMinMs: 500, operationMaxMs: 5_000 };
  const inserts: string[] = [];
  const signal = new AbortController().signal;
  const module: typeof gcp = {
    ...gcp,
    create: (context) =>
      gcp.create({
        ...context,
        fetch: (input, init) => {
          const [, zone] = /zones\/([^/]+)\/instances\?/.exec(String(input)) ?? [];
          if (init?.method === 'POST' && zone !== undefined) inserts.push(zone);
          return context.fetch(input, init);
        },
      }),
  };
  const world = await simulatedGcp({ ...calm, ...options }).open({ module, seed: 1, runId: 'r', settings: {}, signal });
  const workflowOf = (registration: typeof world.registration | null | undefined) => {
    const [workflow] = registration?.workflows?.filter(({ name }) => name === 'zone-probing') ?? [];
    if (!workflow) throw new Error('GCP has no zone probing');
    return workflow;
  };
  const workflow = workflowOf(world.registration);
  const living = async () =>
    (await world.ledger?.entries())?.filter(({ kind, gone }) => kind === 'instance' && !gone).map(({ id }) => id);
  const probe = (input: object = {}) =>
    runWorkflow(workflow, { key: 'k', request, zones, ...input }) as Promise<ZoneProbingOutput>;
  const other = async () => workflowOf((await world.processes?.start())?.registration);
  const provider = world.registration.provider as AnyProvider & CapabilityMethods['persistentVolumes'];
  return { world, provider, workflow, other, probe, living, inserts };
}

test('zones are asked in the order of the caller, up to the one that has room', async () => {
  const { probe, inserts } = await open({ drainedZones: [c, b] });
  expect((await probe()).tried).toEqual([
    { zone: c, outcome: 'no-capacity' },
    { zone: a, outcome: 'launched' },
  ]);
  expect([...new Set(inserts)]).toEqual([c, a]);
});

test('a zone that lacks the cheapest type gives the next before another zone is asked', async () => {
  const { probe, inserts } = await open({ soldOutTypes: [`${c}/e2-small`], lackingTypes: [`${c}/e2-medium`] });
  expect((await probe()).tried).toEqual([{ zone: c, outcome: 'launched' }]);
  expect(inserts).toEqual([c, c, c]);
});

test('without zones every zone of the region is asked, in an order that follows from the key', async () => {
  const { probe, inserts } = await open({ drainedZones: zones });
  const orderOf = async (key: string) => {
    const before = inserts.length;
    const failure = await probe({ key, request: large, zones: undefined }).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'CAPACITY_ERROR' });
    for (const zone of zones) expect(String(failure)).toContain(zone);
    return inserts.slice(before);
  };
  const orders = [await orderOf('1'), await orderOf('2'), await orderOf('3'), await orderOf('4')];
  for (const order of orders) expect(order.toSorted()).toEqual([a, b, c]);
  expect(new Set(orders.map((order) => order[0])).size).toBeGreaterThan(1);
});

test('a key that found no room is asked for anew, although the service remembers what it said', async () => {
  const { world, probe } = await open({ drainedZones: zones });
  await expect(probe()).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
  await world.zones?.refill(c);
  expect((await probe()).tried).toEqual([
    { zone: c, outcome: 'remembered' },
    { zone: a, outcome: 'remembered' },
    { zone: b, outcome: 'remembered' },
    { zone: c, outcome: 'launched' },
  ]);
});

test('a zone that is remembered is asked last, and forgotten when it gave a machine', async () => {
  const { world, probe } = await open({ drainedZones: [c] });
  await probe({ key: '1', rememberForMs: 900_000 });
  await world.zones?.refill(c);
  for (const zone of [a, b]) await world.zones?.drain(zone);
  expect((await probe({ key: '2', rememberForMs: 900_000 })).tried.map(({ outcome }) => outcome)).toEqual([
    ...['remembered', 'no-capacity', 'no-capacity', 'launched'],
  ]);
  expect((await probe({ key: '3' })).tried).toEqual([{ zone: c, outcome: 'launched' }]);
});

test('a zone without room for small machines may have room for large ones', async () => {
  const { world, probe } = await open({ drainedZones: [c] });
  await probe({ key: '1', rememberForMs: 900_000 });
  await world.zones?.refill(c);
  const tried = (await probe({ key: '2', request: large, rememberForMs: 900_000 })).tried;
  expect(tried).toEqual([{ zone: c, outcome: 'launched' }]);
});

test('a volume decides the zone: zones that leave it out are refused', async () => {
  const { provider, probe, inserts } = await open();
  const { id } = await provider.createVolume({ sizeGiB: 10 });
  const withVolume = { request: { ...request, volumeIds: [id] } };
  await expect(probe({ ...withVolume, zones: [b, c] })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  await expect(probe({ ...withVolume, zones: [a, 'us-central1-x'] })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect((await probe({ ...withVolume, zones: undefined })).tried).toEqual([{ zone: a, outcome: 'launched' }]);
  expect(inserts).toEqual([a]);
  // Its own machine holds it now, which is no reason to refuse it.
  expect((await probe({ ...withVolume, zones: undefined })).tried).toEqual([{ zone: a, outcome: 'found' }]);
});

test('the key of a probing is not that of a spawn', async () => {
  const { provider, probe, living } = await open();
  await provider.spawn({ ...request, idempotencyKey: 'k' });
  expect((await probe()).tried).toMatchObject([{ outcome: 'launched' }]);
  expect(await living()).toHaveLength(2);
});

test('another request under a key is refused, and the machine of the first is not undone', async () => {
  const { probe, living } = await open();
  const { instances } = await probe();
  await expect(probe({ request: large })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await living()).toEqual([instances?.[0]?.id]);
});

test('compensation ends the machine of the key, and may be repeated', async () => {
  const { world, workflow, probe, living } = await open({ listLagMs: 8_000 });
  await probe();
  const input = workflow.validate({ key: 'k', request, zones });
  await workflow.compensate(input);
  await world.clock.sleep(60_000);
  expect(await living()).toEqual([]);
  await workflow.compensate(input);
});

test.each([
  [1, 0],
  [1, 8_000],
  [2, 0],
  [2, 8_000],
])(
  'two processes that probe at once, the insert %i of which is refused, come to one machine, where lists are %i ms late',
  async (nth, listLagMs) => {
    const { world, workflow, other, living } = await open({ listLagMs });
    world.faults?.inject({ kind: 'native-error', error: 'capacity', scope: { operation: 'spawn', nth } });
    const input = { key: 'k', request: large, zones };
    const workflows = [workflow, await other()];
    const outputs = await Promise.all(workflows.map((each) => runWorkflow(each, input)));
    const ids = new Set(outputs.map(({ instances }) => instances?.[0]?.id));
    expect(ids.size).toBe(1);
    await world.clock.sleep(60_000);
    expect(await living()).toEqual([...ids]);
  },
);

test('who finds a machine that may be one of two waits until it is known which stays', async () => {
  const { world, workflow, other, living } = await open({ listLagMs: 0, drainedZones: [c] });
  const input = { key: 'k', request: large, zones };
  const [first, second] = [workflow, await other()];
  const launched = runWorkflow(first, input);
  await world.clock.sleep(20_000);
  const beganMs = world.clock.monotonic();
  const found = (await runWorkflow(second, input)) as ZoneProbingOutput;
  expect(world.clock.monotonic() - beganMs).toBeGreaterThan(150_000);
  expect(found.tried).toEqual([{ zone: a, outcome: 'found' }]);
  expect(await living()).toEqual([(await launched).instances?.[0]?.id]);
});

test('who is in the first zone waits for nobody, and neither does who finds a machine that is old', async () => {
  const { world, probe } = await open({ drainedZones: [c] });
  const timed = async (input: object) => {
    const beganMs = world.clock.monotonic();
    await probe(input);
    return world.clock.monotonic() - beganMs;
  };
  expect(await timed({ key: '1', zones: [a, b] })).toBeLessThan(10_000);
  expect(await timed({ key: '2' })).toBeGreaterThanOrEqual(210_000);
  expect(await timed({ key: '2' })).toBeLessThan(10_000);
});
