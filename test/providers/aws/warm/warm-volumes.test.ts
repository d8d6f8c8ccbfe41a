import { expect, test } from 'vitest';
import type { CapabilityMethods } from '../../../../src/provider/provider.ts';
import { callsOf, type OpenAws, openAws, request } from '../open-aws.ts';

type Warm = CapabilityMethods['warmVolumes'];
const warm = ({ provider }: OpenAws): Warm => provider as unknown as Warm;
/** Claims are templates, and in the ledger too. */
const volumes = async ({ world }: OpenAws) =>
  (await world.ledger?.entries())?.filter(({ kind }) => kind === 'volume') ?? [];
const full = expect.objectContaining({ code: 'CAPACITY_ERROR' });

test('without a pool a claim is told that there is nothing', async () => {
  const aws = await openAws({}, undefined, { AWS_WARM_POOL_SIZE: '' });
  await expect(warm(aws).claimWarmVolume()).rejects.toThrow(full);
});

test('the pool of the settings is made by the first claim, and has no more than was said', async () => {
  const aws = await openAws({}, undefined, { AWS_WARM_POOL_SIZE: '2', AWS_WARM_POOL_GIB: '11' });
  const claimed = [await warm(aws).claimWarmVolume(), await warm(aws).claimWarmVolume()];
  expect(claimed).toMatchObject([
    { status: 'available', sizeGiB: 11, tags: {} },
    { status: 'available', sizeGiB: 11, tags: {} },
  ]);
  await expect(warm(aws).claimWarmVolume()).rejects.toThrow(full);
  expect((await volumes(aws)).length).toBe(2);
});

test('a released volume is deleted, and another one is ready in its place', async () => {
  const aws = await openAws({}, undefined, { AWS_WARM_POOL_SIZE: '1' });
  const first = await warm(aws).claimWarmVolume();
  await warm(aws).releaseWarmVolume(first.id);
  expect(await aws.provider.getVolume(first.id)).toBeNull();
  const second = await warm(aws).claimWarmVolume();
  expect(second.id).not.toBe(first.id);
  const left = (await volumes(aws)).filter(({ gone }) => !gone);
  expect(left.map(({ id }) => id)).toEqual([second.id]);
});

test('a claim on a volume that is still being made waits for it: nobody could claim it again', async () => {
  const aws = await openAws({ volumeMs: 20_000 }, undefined, { AWS_WARM_POOL_SIZE: '1' });
  const first = await warm(aws).claimWarmVolume();
  await warm(aws).releaseWarmVolume(first.id);
  expect((await warm(aws).claimWarmVolume()).status).toBe('available');
});

test('releaseWarmVolume deletes no volume that is of no pool', async () => {
  const aws = await openAws();
  const { id } = await aws.provider.createVolume({ sizeGiB: 1 });
  await warm(aws).releaseWarmVolume(id);
  expect(await aws.provider.getVolume(id)).not.toBeNull();
});

test('a volume that nobody has is claimed before it is released: nobody is given what is about to go', async () => {
  const aws = await openAws({}, undefined, { AWS_WARM_POOL_SIZE: '2' });
  const { id } = await warm(aws).claimWarmVolume();
  const other = (await volumes(aws)).find((entry) => entry.id !== id)?.id ?? '';
  await warm(aws).releaseWarmVolume(other);
  const [claimed, deleted] = aws.calls.filter(
    (call) => call.get('LaunchTemplateName') === `assay-claim-${other}` || call.get('VolumeId') === other,
  );
  expect([claimed?.get('Action'), deleted?.get('Action')]).toEqual(['CreateLaunchTemplate', 'DeleteVolume']);
});

test('a volume that an instance holds is not released', async () => {
  const aws = await openAws();
  const { id } = await warm(aws).claimWarmVolume();
  await aws.provider.spawn({ ...request, volumeIds: [id] });
  await expect(warm(aws).releaseWarmVolume(id)).rejects.toThrow(expect.objectContaining({ code: 'INVALID_SPEC' }));
});

test.each(['response-lost', 'error-after-success', 'request-lost'] as const)(
  'a claim survives a %s at any of its calls, and takes one volume',
  async (kind) => {
    for (const operation of ['volume', 'other'] as const) {
      for (const nth of [1, 2, 3, 4]) {
        const aws = await openAws({}, undefined, { AWS_WARM_POOL_SIZE: '1' });
        aws.world.faults?.inject({ kind, scope: { operation, nth } });
        const claimed = await warm(aws).claimWarmVolume();
        expect((await volumes(aws)).map(({ id }) => id)).toEqual([claimed.id]);
      }
    }
  },
);

test.each([
  ['AWS_WARM_POOL_SIZE', 'many'],
  ['AWS_WARM_POOL_SIZE', '65'],
  ['AWS_WARM_POOL_GIB', '1.5'],
  ['AWS_WARM_CLAIM_MINUTES', '0'],
])('%s=%s is refused', async (name, value) => {
  await expect(openAws({}, undefined, { [name]: value })).rejects.toThrow(
    expect.objectContaining({ code: 'INVALID_SPEC' }),
  );
});

test('an attached volume is marked before it is attached, and once', async () => {
  const aws = await openAws();
  const { id } = await warm(aws).claimWarmVolume();
  await aws.provider.spawn({ ...request, volumeIds: [id] });
  const marks = callsOf(aws.calls, 'CreateTags');
  expect(marks.map((call) => call.get('ResourceId.1'))).toEqual([id]);
  expect(aws.calls.indexOf(marks[0] as URLSearchParams)).toBeLessThan(
    aws.calls.indexOf(callsOf(aws.calls, 'AttachVolume')[0] as URLSearchParams),
  );
});
