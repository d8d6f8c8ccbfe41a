import { expect, test } from 'vitest';
import type { SimulatedEc2Options } from '../../../src/clouds/ec2/simulated-ec2-options.ts';
import { runWorkflow } from '../../../src/provider/workflow.ts';
import type { ZoneProbingOutput } from '../../../src/provider/workflows/zone-probing.ts';
import { callsOf, openAws, request } from './open-aws.ts';

const zones = ['us-east-1c', 'us-east-1a', 'us-east-1b'];

async function open(options: Partial<SimulatedEc2Options> = {}) {
  const { world, provider, calls } = await openAws(options);
  const [workflow] = world.registration.workflows?.filter(({ name }) => name === 'zone-probing') ?? [];
  if (!workflow) throw new Error('AWS has no zone probing');
  const living = async () =>
    (await world.ledger?.entries())?.filter(({ kind, gone }) => kind === 'instance' && !gone).map(({ id }) => id);
  const probe = (input: object = {}) =>
    runWorkflow(workflow, { key: 'k', request, zones, ...input }) as Promise<ZoneProbingOutput>;
  const asked = () => callsOf(calls, 'RunInstances').map((call) => call.get('Placement.AvailabilityZone'));
  return { world, provider, calls, workflow, probe, living, asked };
}

test('zones are asked in the order of the caller, up to the one that has room', async () => {
  const { probe, asked } = await open({ drainedZones: ['us-east-1c', 'us-east-1b'] });
  const { tried, instances } = await probe();
  expect(asked()).toEqual(['us-east-1c', 'us-east-1a']);
  expect(tried).toEqual([
    { zone: 'us-east-1c', outcome: 'no-capacity' },
    { zone: 'us-east-1a', outcome: 'launched' },
  ]);
  expect(instances?.[0]).not.toHaveProperty('aws');
});

test('without zones every zone of the region is asked', async () => {
  const { probe, asked } = await open({ drainedZones: zones });
  await expect(probe({ zones: undefined })).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
  expect(asked().toSorted()).toEqual(zones.toSorted());
});

test.each([
  [59_999, ['remembered', 'launched']],
  [60_000, ['launched']],
] as const)('a zone that refused %i ms ago and is remembered for a minute: %j', async (agoMs, outcomes) => {
  const { world, probe } = await open({ drainedZones: ['us-east-1c'] });
  await probe({ key: '1', rememberForMs: 60_000 });
  await world.zones?.refill('us-east-1c');
  await world.clock.sleep(agoMs - world.clock.monotonic());
  const { tried } = await probe({ key: '2', rememberForMs: 60_000 });
  expect(tried.map(({ outcome }) => outcome)).toEqual(outcomes);
  expect(tried[0]?.zone).toBe('us-east-1c');
});

test('a zone that is remembered is asked last, and forgotten when it gave a machine', async () => {
  const { world, probe } = await open({ drainedZones: ['us-east-1c'] });
  await probe({ key: '1' });
  await world.zones?.refill('us-east-1c');
  for (const zone of ['us-east-1a', 'us-east-1b']) await world.zones?.drain(zone);
  expect((await probe({ key: '2' })).tried.map(({ outcome }) => outcome)).toEqual([
    ...['remembered', 'no-capacity', 'no-capacity', 'launched'],
  ]);
  expect((await probe({ key: '3' })).tried).toEqual([{ zone: 'us-east-1c', outcome: 'launched' }]);
});

test('a zone without room for one machine type may have room for another', async () => {
  const { world, probe } = await open({ drainedZones: ['us-east-1c'] });
  await probe({ key: '1' });
  await world.zones?.refill('us-east-1c');
  const larger = { spec: { cpus: 4, memoryMiB: 512 } };
  expect((await probe({ key: '2', request: larger })).tried).toEqual([{ zone: 'us-east-1c', outcome: 'launched' }]);
});

test('a spawn without a key passes the zones that refused the one before', async () => {
  const { provider, probe, asked } = await open({ drainedZones: ['us-east-1a', 'us-east-1b'] });
  await probe({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
  const before = asked().length;
  for (let count = 0; count < 5; count += 1) await provider.spawn(request);
  expect(asked().slice(before)).toEqual(Array.from({ length: 5 }, () => 'us-east-1c'));
});

test('a spawn with a key begins where it always does, so that two processes do not begin in two zones', async () => {
  const { provider, probe, asked } = await open({ drainedZones: ['us-east-1a', 'us-east-1b'] });
  await probe({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
  const before = asked().length;
  for (const idempotencyKey of ['1', '2', '3', '4', '5']) await provider.spawn({ ...request, idempotencyKey });
  expect(asked().slice(before)).toEqual(expect.arrayContaining(['us-east-1a', 'us-east-1b']));
});

test.each(['response-lost', 'error-after-success', 'truncated', 'hang'] as const)(
  'after %s the same zone is asked under the same token, and no other',
  async (kind) => {
    const { world, calls, probe, living, asked } = await open({ drainedZones: ['us-east-1c'] });
    world.faults?.inject({ kind, scope: { operation: 'spawn', nth: 2 } });
    const { instances } = await probe();
    expect(await living()).toEqual([instances?.[0]?.id]);
    expect(new Set(asked())).toEqual(new Set(['us-east-1c', 'us-east-1a']));
    const tokens = callsOf(calls, 'RunInstances').map((call) => call.get('ClientToken'));
    expect(new Set(tokens).size).toBe(2);
  },
);

test('an unknown zone, and a network, are refused before anything is launched', async () => {
  const { probe, asked } = await open();
  await expect(probe({ zones: ['us-east-1a', 'us-east-1z'] })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  const network = 'subnet-0123456789abcdef0';
  await expect(probe({ request: { ...request, network } })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(asked()).toEqual([]);
});

test('a volume decides the zone: zones that leave it out are refused', async () => {
  const { provider, probe, asked } = await open();
  const { id } = await provider.createVolume({ sizeGiB: 1 });
  const withVolume = { request: { ...request, volumeIds: [id] } };
  await expect(probe({ ...withVolume, zones: ['us-east-1b'] })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  const { tried } = await probe(withVolume);
  expect(tried).toEqual([{ zone: 'us-east-1a', outcome: 'launched' }]);
  expect(asked()).toEqual(['us-east-1a']);
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
  const other = { spec: { cpus: 4, memoryMiB: 512 } };
  await expect(probe({ request: other })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await living()).toEqual([instances?.[0]?.id]);
});

test('compensation ends the machine of the key, in whichever region a disk has led to, and may be repeated', async () => {
  const { world, provider, workflow, probe, living } = await open();
  const { id } = await provider.createVolume({ sizeGiB: 1, region: 'eu-central-1' });
  const input = { key: 'k', request: { ...request, volumeIds: [id] } };
  await probe({ ...input, zones: undefined });
  expect(await living()).toHaveLength(1);
  await workflow.compensate(workflow.validate(input));
  await world.clock.sleep(60_000);
  expect(await living()).toEqual([]);
  await workflow.compensate(workflow.validate(input));
});

test.each([1, 2])(
  'two processes that probe at once, the launch %i of which is refused, come to one machine',
  async (nth) => {
    const { world, workflow, living } = await open();
    const other = (await world.processes?.start())?.registration?.workflows?.find(({ name }) => name === workflow.name);
    if (!other) throw new Error('the other process has no zone probing');
    world.faults?.inject({ kind: 'native-error', error: 'capacity', scope: { operation: 'spawn', nth } });
    const input = { key: 'k', request, zones };
    const outputs = await Promise.all([workflow, other].map((each) => runWorkflow(each, input)));
    const ids = new Set(outputs.map(({ instances }) => instances?.[0]?.id));
    expect(ids.size).toBe(1);
    await world.clock.sleep(60_000);
    expect(await living()).toEqual([...ids]);
  },
);

test.each([1, 2])(
  'of two requests that are under one key at once, the launch %i of which is refused, none loses its machine to the other',
  async (nth) => {
    const { world, workflow, living } = await open();
    const other = (await world.processes?.start())?.registration?.workflows?.find(({ name }) => name === workflow.name);
    if (!other) throw new Error('the other process has no zone probing');
    world.faults?.inject({ kind: 'native-error', error: 'capacity', scope: { operation: 'spawn', nth } });
    const asked = [
      { key: 'k', request: { ...request, tags: { of: 'one' } }, zones },
      { key: 'k', request: { ...request, tags: { of: 'other' } }, zones },
    ];
    const runs = asked.map(async (input, index) => {
      const { instances } = await runWorkflow(index === 0 ? workflow : other, input);
      return { wanted: input.request.tags, id: instances?.[0]?.id, tags: instances?.[0]?.tags };
    });
    const outcomes = await Promise.allSettled(runs);
    await world.clock.sleep(60_000);
    const told = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(told.length).toBeGreaterThan(0);
    for (const { wanted, tags } of told) expect(tags).toEqual(wanted);
    expect((await living())?.toSorted()).toEqual(told.map(({ id }) => id).toSorted());
  },
);

test('who is in the first zone waits for nobody, and neither does who finds a machine that is old', async () => {
  const { world, probe } = await open({ drainedZones: ['us-east-1c'] });
  const { clock } = world;
  const timed = async (input: object) => {
    const beganMs = clock.monotonic();
    await probe(input);
    return clock.monotonic() - beganMs;
  };
  expect(await timed({ key: '1', zones: ['us-east-1a', 'us-east-1b'] })).toBeLessThan(1_000);
  expect(await timed({ key: '2' })).toBeGreaterThanOrEqual(30_000);
  expect(await timed({ key: '2' })).toBeLessThan(1_000);
});

test('compensation ends all that was made under a key, also where callers disagreed on the zones', async () => {
  const { world, workflow, probe, living } = await open();
  const other = (await world.processes?.start())?.registration?.workflows?.find(({ name }) => name === workflow.name);
  if (!other) throw new Error('the other process has no zone probing');
  const input = { key: 'k', request, zones: ['us-east-1b'] };
  await Promise.all([probe({ zones: ['us-east-1a'] }), runWorkflow(other, input)]);
  expect(await living()).toHaveLength(2);
  await workflow.compensate(workflow.validate(input));
  await world.clock.sleep(60_000);
  expect(await living()).toEqual([]);
});
