import { expect, test } from 'vitest';
import { callsOf, openAws, request } from './open-aws.ts';

const healthCheck = [{ id: 'h', type: 'health_check' }];
const reconcile = [{ id: 'r', type: 'reconcile' }];

test('a reconciliation counts what is in every region', async () => {
  const { hooks, provider } = await openAws();
  await provider.spawn(request);
  await provider.spawn({ ...request, region: 'eu-central-1' });
  expect(await hooks.onHeartbeat(reconcile)).toEqual([{ taskId: 'r', outcome: 'completed', detail: '2 machines' }]);
});

test('a region that does not answer fails the reconciliation by its name: a part is never told as all', async () => {
  const impairedRegions: string[] = [];
  const { hooks, provider } = await openAws({ impairedRegions });
  await provider.spawn(request);
  impairedRegions.push('eu-central-1');
  expect(await hooks.onHeartbeat(reconcile)).toEqual([
    { taskId: 'r', outcome: 'failed', reason: expect.stringMatching(/^eu-central-1: AWS: Unavailable/) },
  ]);
  impairedRegions.length = 0;
  expect(await hooks.onHeartbeat(reconcile)).toMatchObject([{ outcome: 'completed' }]);
});

test('a health check asks the regions in use, and a reconciliation finds which they are', async () => {
  const impairedRegions: string[] = [];
  const aws = await openAws({ impairedRegions });
  const { hooks, calls } = aws;
  await (await aws.elsewhere()).spawn({ ...request, region: 'eu-central-1' });
  const beats = async () => {
    const before = callsOf(calls, 'DescribeAvailabilityZones').length;
    const receipts = await hooks.onHeartbeat(healthCheck);
    return { asked: callsOf(calls, 'DescribeAvailabilityZones').length - before, receipts };
  };
  expect(await beats()).toMatchObject({ asked: 1, receipts: [{ outcome: 'completed' }] });
  await hooks.onHeartbeat(reconcile);
  expect(await beats()).toMatchObject({ asked: 2, receipts: [{ outcome: 'completed' }] });
  impairedRegions.push('eu-central-1');
  const [receipt] = await hooks.onHeartbeat(healthCheck);
  expect(receipt).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('eu-central-1: ') });
});

test.each([
  [['impaired', 'available'], { outcome: 'completed' }, ['AWS: us-east-1a is impaired']],
  [['impaired', 'unavailable'], { outcome: 'failed' }, []],
])('zones that are %j: a health check warns of one, and fails where none is left', async (states, receipt, words) => {
  const zones = states.map(
    (state, index) =>
      `<item><zoneName>us-east-1${'ab'[index]}</zoneName><zoneState>${state}</zoneState><zoneType>availability-zone</zoneType></item>`,
  );
  const body = `<DescribeAvailabilityZonesResponse><availabilityZoneInfo>${zones.join('')}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>`;
  const { hooks, warnings } = await openAws({}, (call) =>
    call.get('Action') === 'DescribeAvailabilityZones' ? { status: 200, body } : undefined,
  );
  expect(await hooks.onHeartbeat(healthCheck)).toMatchObject([receipt]);
  expect(warnings).toEqual(words);
});

test('a clock that went wrong meanwhile fails a health check', async () => {
  const { hooks } = await openAws({ clockOffMs: -600_000 });
  expect(await hooks.onHeartbeat(healthCheck)).toEqual([
    { taskId: 'h', outcome: 'failed', reason: expect.stringContaining('10 minutes ahead of that of AWS') },
  ]);
});
