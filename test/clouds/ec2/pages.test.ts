import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

test('volumes come page by page where a size is asked for, all at once where none is', async () => {
  const { ask } = openEc2({ volumeMs: 0 });
  for (let made = 0; made < 7; made += 1) await ask('CreateVolume', { AvailabilityZone: 'us-east-1a', Size: '1' });
  const countIn = ({ body }: { body: string }) => body.match(/<volumeId>/g)?.length ?? 0;
  expect(countIn(await ask('DescribeVolumes'))).toBe(7);
  const first = await ask('DescribeVolumes', { MaxResults: '5' });
  const NextToken = /<nextToken>(.+?)</.exec(first.body)?.[1] ?? '';
  const rest = await ask('DescribeVolumes', { MaxResults: '5', NextToken });
  expect([countIn(first), countIn(rest)]).toEqual([5, 2]);
  expect((await ask('DescribeVolumes', { MaxResults: '4' })).code).toBe('InvalidParameterValue');
  expect((await ask('DescribeVolumes', { NextToken: 'nonsense' })).code).toBe('InvalidNextToken');
});

test('a filter that there is not is refused by every list', async () => {
  const { ask } = openEc2();
  const filter = { 'Filter.1.Name': 'no-such-filter', 'Filter.1.Value.1': 'x' };
  for (const action of ['DescribeInstances', 'DescribeVolumes', 'DescribeSnapshots', 'DescribeImages']) {
    expect((await ask(action, filter)).code, action).toBe('InvalidParameterValue');
  }
});

test('regions and zones are asked for by name, and one that there is not is refused', async () => {
  const { ask } = openEc2();
  const zone = await ask('DescribeAvailabilityZones', { 'ZoneName.1': 'us-east-1b' });
  expect([...zone.body.matchAll(/<zoneName>(.*?)</g)].map(([, name]) => name)).toEqual(['us-east-1b']);
  expect((await ask('DescribeAvailabilityZones', { 'ZoneName.1': 'us-east-1z' })).code).toBe('InvalidParameterValue');
  const region = await ask('DescribeRegions', { 'RegionName.1': 'eu-central-1' });
  expect([...region.body.matchAll(/<regionName>(.*?)</g)].map(([, name]) => name)).toEqual(['eu-central-1']);
  expect((await ask('DescribeRegions', { 'RegionName.1': 'us-nowhere-1' })).code).toBe('InvalidParameterValue');
});
