import { expect, test } from 'vitest';
import { openEc2 } from './ask.ts';

const token = { ClientToken: 'token' };
const inZone = (zone: string) => ({ ...token, 'Placement.AvailabilityZone': zone });

test('one token in one zone is one launch; in two zones it is two', async () => {
  const { run } = openEc2();
  const first = await run(inZone('us-east-1a'));
  expect(await run(inZone('us-east-1a'))).toBe(first);
  expect(await run(inZone('us-east-1b'))).not.toBe(first);
});

test('without a zone the scope of a token is the region', async () => {
  const { run } = openEc2();
  const first = await run(token);
  expect(await run(token)).toBe(first);
  expect(await run(token, 'eu-central-1')).not.toBe(first);
});

test('another request under a token is a mismatch, also where the first launch failed', async () => {
  const { run, ledger } = openEc2({ drainedZones: ['us-east-1b'] });
  const first = await run(inZone('us-east-1a'));
  expect(await run({ ...inZone('us-east-1a'), InstanceType: 't3.small' })).toBe('IdempotentParameterMismatch');
  expect(await run(inZone('us-east-1b'))).toBe('InsufficientInstanceCapacity');
  expect(await run({ ...inZone('us-east-1b'), InstanceType: 't3.small' })).toBe('IdempotentParameterMismatch');
  expect((await ledger.entries()).map(({ id }) => id)).toEqual([first]);
});

test('the token of an instance that was terminated brings no other', async () => {
  const { run, ask } = openEc2();
  const id = await run(token);
  await ask('TerminateInstances', { 'InstanceId.1': id });
  expect(await run(token)).toBe('IdempotentInstanceTerminated');
});

test('a dry run launches nothing and uses up no token', async () => {
  const { run, ledger } = openEc2();
  expect(await run({ ...token, DryRun: 'true' })).toBe('DryRunOperation');
  expect(await ledger.entries()).toEqual([]);
  expect(await run({ ...token, InstanceType: 't3.small' })).toMatch(/^i-/);
});
