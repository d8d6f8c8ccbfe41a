import { expect, test } from 'vitest';
import { createNames } from '../../../scripts/parity/names.ts';
import { normalise } from '../../../scripts/parity/normalise.ts';

const first = 'i-0aaaaaaaaaaaaaaa1';
const second = 'i-0bbbbbbbbbbbbbbb2';
const volume = 'vol-0cccccccccccccccc';

test('ids are names, in the order in which they were first seen', () => {
  const names = createNames();
  normalise({ Instances: [{ InstanceId: first }] }, names);
  const flat = normalise({ Instances: [{ InstanceId: second }, { InstanceId: first }] }, names);
  expect([...flat.keys()].filter((path) => path.endsWith(']'))).toEqual([
    'Instances[instance-2]',
    'Instances[instance-1]',
  ]);
});

test('lists have no order, also where what is in them is new', () => {
  const one = { InstanceId: first, InstanceType: 't3.micro' };
  const other = { InstanceId: second, InstanceType: 'm7i.large' };
  const flats = [
    [one, other],
    [other, one],
  ].map((Instances) => normalise({ Instances }, createNames()));
  expect(new Map([...(flats[0] ?? [])].sort())).toEqual(new Map([...(flats[1] ?? [])].sort()));
});

test('times, addresses and the account are only said to be there', () => {
  const flat = normalise(
    {
      $metadata: { requestId: 'x' },
      LaunchTime: new Date(0),
      PrivateIpAddress: '10.0.0.1',
      OwnerId: '123456789012',
      StateTransitionReason: 'User initiated (2030-01-01 00:00:00 GMT)',
    },
    createNames(),
  );
  expect(Object.fromEntries(flat)).toEqual({
    LaunchTime: '(time)',
    PrivateIpAddress: '(any)',
    OwnerId: '(account)',
    StateTransitionReason: 'User initiated ((time))',
  });
});

test('an id within a text is a name too, and an empty text is none', () => {
  const names = createNames();
  normalise({ InstanceId: first }, names);
  const flat = normalise({ Description: `Created by CreateImage(${first})`, SnapshotId: '' }, names);
  expect(Object.fromEntries(flat)).toEqual({ Description: 'Created by CreateImage(instance-1)' });
});

test('the volume of a snapshot gets no name by it: nobody may ever see it', () => {
  const names = createNames();
  normalise({ SnapshotId: 'snap-0dddddddddddddddd', VolumeId: volume, Progress: '100%' }, names);
  expect(names.nameOf(volume)).toBeNull();
  normalise({ VolumeId: volume, SnapshotId: '' }, names);
  expect(names.nameOf(volume)).toBe('volume-1');
});

test('two elements that look alike are two', () => {
  const flat = normalise({ Errors: [{ Code: 'a' }, { Code: 'a' }] }, createNames());
  expect([...flat.keys()]).toHaveLength(4);
});
