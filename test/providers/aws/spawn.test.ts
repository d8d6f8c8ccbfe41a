import { expect, test } from 'vitest';
import { generateBootstrap } from '../../../src/provider/generate-bootstrap.ts';
import { callsOf, openAws, request } from './open-aws.ts';

const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

test.each(zones)('where only %s has room, one instance is made there, and no zone is asked twice', async (zone) => {
  const { provider, world, calls } = await openAws({ drainedZones: zones.filter((each) => each !== zone) });
  const { id } = await provider.spawn(request);
  const asked = callsOf(calls, 'RunInstances').map((call) => call.get('Placement.AvailabilityZone'));
  expect(asked.at(-1)).toBe(zone);
  expect(new Set(asked).size).toBe(asked.length);
  expect((await world.ledger?.entries())?.map((entry) => entry.id)).toEqual([id]);
});

test('where no zone has room, every zone is asked once, and it is a lack of capacity', async () => {
  const { provider, calls } = await openAws({ drainedZones: zones });
  await expect(provider.spawn(request)).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
  expect(
    callsOf(calls, 'RunInstances')
      .map((call) => call.get('Placement.AvailabilityZone'))
      .sort(),
  ).toEqual(zones);
});

test.each(['response-lost', 'error-after-success', 'truncated', 'malformed', 'request-lost'] as const)(
  'after %s nobody goes to another zone: the tag is looked up first, and the token stays',
  async (kind) => {
    const { provider, world, calls } = await openAws();
    world.faults?.inject({ kind, scope: { operation: 'spawn', nth: 1 } });
    const { id } = await provider.spawn(request);
    expect((await world.ledger?.entries())?.map((entry) => entry.id)).toEqual([id]);
    const launches = callsOf(calls, 'RunInstances');
    expect(new Set(launches.map((call) => call.get('Placement.AvailabilityZone'))).size).toBe(1);
    expect(new Set(launches.map((call) => call.get('ClientToken'))).size).toBe(1);
    const actions = calls.map((call) => call.get('Action'));
    const first = actions.indexOf('RunInstances');
    expect(actions[first + 1]).toBe('DescribeInstances');
    expect(calls[first + 1]?.get('Filter.1.Name')).toBe('tag:assay:spawn');
  },
);

test('one key has one token in every process, another in every zone; without a key every spawn has its own', async () => {
  const { provider, elsewhere, calls } = await openAws({ drainedZones: zones });
  const other = await elsewhere();
  for (const each of [provider, other]) {
    await expect(each.spawn({ ...request, idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
  }
  const keyed = callsOf(calls, 'RunInstances').map((call) => call.get('ClientToken'));
  expect(keyed.slice(3)).toEqual(keyed.slice(0, 3));
  expect(new Set(keyed).size).toBe(3);
  for (const each of [provider, other]) await expect(each.spawn(request)).rejects.toThrow();
  expect(new Set(callsOf(calls, 'RunInstances').map((call) => call.get('ClientToken'))).size).toBe(9);
});

test('another request under a key is refused by EC2 itself, before any read shows the first', async () => {
  const { provider, elsewhere, world } = await openAws({ listLagMs: 4_000, idLagMs: 4_000 });
  await provider.spawn({ ...request, idempotencyKey: 'k' });
  const larger = { spec: { cpus: 4, memoryMiB: 512 }, idempotencyKey: 'k' };
  await expect((await elsewhere()).spawn(larger)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect((await world.ledger?.entries())?.length).toBe(1);
});

test('a key that brought an instance in a later zone finds it there, when the first zone has room again', async () => {
  const { provider, world } = await openAws({ drainedZones: ['us-east-1a'] });
  const first = await provider.spawn({ ...request, idempotencyKey: 'k' });
  await world.zones?.refill('us-east-1a');
  expect((await provider.spawn({ ...request, idempotencyKey: 'k' })).id).toBe(first.id);
  expect((await world.ledger?.entries())?.length).toBe(1);
});

test('16 KiB of user data arrive in base64; one byte more is refused before any call', async () => {
  const { provider, calls } = await openAws();
  const sized = (bytes: number) => {
    const frame = generateBootstrap({ commands: [''] }).content.length;
    return generateBootstrap({ commands: ['x'.repeat(bytes - frame)] });
  };
  const bootstrap = sized(16_384);
  await provider.spawn({ ...request, bootstrap });
  const [launch] = callsOf(calls, 'RunInstances');
  expect(Buffer.from(launch?.get('UserData') ?? '', 'base64').toString()).toBe(bootstrap.content);
  const before = calls.length;
  await expect(provider.spawn({ ...request, bootstrap: sized(16_385) })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
  });
  expect(calls.length).toBe(before);
});

test('a launch that is taken and given up at once is told as what stopped it', async () => {
  const state = '<instanceState><code>48</code><name>terminated</name></instanceState>';
  const reason = '<stateReason><code>Server.InsufficientInstanceCapacity</code><message>none</message></stateReason>';
  const item = `<item><instanceId>i-0123456789abcdef0</instanceId>${state}${reason}</item>`;
  const body = `<RunInstancesResponse><instancesSet>${item}</instancesSet></RunInstancesResponse>`;
  const { provider } = await openAws({}, (call) =>
    call.get('Action') === 'RunInstances' ? { status: 200, body } : undefined,
  );
  await expect(provider.spawn(request)).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
});

test('an instance whose volume cannot be attached is ended again', async () => {
  const taken = '<Response><Errors><Error><Code>VolumeInUse</Code><Message>taken</Message></Error></Errors></Response>';
  const { provider, world } = await openAws({}, (call) =>
    call.get('Action') === 'AttachVolume' ? { status: 400, body: taken } : undefined,
  );
  const { id } = await provider.createVolume({ sizeGiB: 1 });
  await world.clock.sleep(5_000);
  await expect(provider.spawn({ ...request, volumeIds: [id] })).rejects.toThrow('VolumeInUse');
  await world.clock.sleep(30_000);
  const instances = (await world.ledger?.entries())?.filter(({ kind }) => kind === 'instance');
  expect(instances?.map(({ gone }) => gone)).toEqual([true]);
});

test('two processes that repeat a spawn with a volume at once share its instance, and nobody ends it', async () => {
  const { provider, elsewhere, world } = await openAws();
  const { id } = await provider.createVolume({ sizeGiB: 1 });
  await world.clock.sleep(5_000);
  const keyed = { ...request, volumeIds: [id], idempotencyKey: 'k' };
  const other = await elsewhere();
  const [one, two] = await Promise.all([provider.spawn(keyed), other.spawn(keyed)]);
  expect(two.id).toBe(one.id);
  await world.clock.sleep(60_000);
  expect(await provider.get(one.id)).toMatchObject({ status: 'running', volumeIds: [id] });
});

test('where an instance without its volume cannot be ended either, it is told that it may be there', async () => {
  const refused = (code: string) =>
    `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors></Response>`;
  const { provider, world } = await openAws({}, (call) => {
    if (call.get('Action') === 'AttachVolume') return { status: 400, body: refused('VolumeInUse') };
    return call.get('Action') === 'TerminateInstances'
      ? { status: 403, body: refused('UnauthorizedOperation') }
      : undefined;
  });
  const { id } = await provider.createVolume({ sizeGiB: 1 });
  await world.clock.sleep(5_000);
  await expect(provider.spawn({ ...request, volumeIds: [id] })).rejects.toMatchObject({ ambiguous: true });
});
