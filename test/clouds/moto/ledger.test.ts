import { expect, test } from 'vitest';
import type { AccountView } from '../../../src/clouds/moto/account-view.ts';
import { createLedger } from '../../../src/clouds/moto/ledger.ts';

const own = '123412341234';
const nothing: AccountView = {
  instances: async () => [],
  volumes: async () => [],
  images: async () => [],
  snapshotIds: async () => [],
  subnetIds: async () => [],
};

function ledgerOf(view: Partial<AccountView>, operation: 'spawn' | 'snapshot' = 'snapshot') {
  return createLedger({ ...nothing, ...view }, own, new Map([['us-east-1', new Set([operation])]]));
}

test('a machine is there with its tags and its zone until it is terminated, and runs while it is running', async () => {
  const states = ['running', 'stopped', 'terminated'] as const;
  const ledger = ledgerOf({
    instances: async () =>
      states.map((Name) => ({
        InstanceId: Name,
        State: { Name },
        Tags: [{ Key: 'k', Value: 'v' }],
        Placement: { AvailabilityZone: 'us-east-1a' },
      })),
  });
  const more = { tags: { k: 'v' }, zone: 'us-east-1a' };
  expect(await ledger.entries()).toEqual([
    { kind: 'instance', id: 'running', gone: false, running: true, ...more },
    { kind: 'instance', id: 'stopped', gone: false, running: false, ...more },
    { kind: 'instance', id: 'terminated', gone: true, running: false, ...more },
  ]);
});

test('a root disk goes with its machine and is nothing of its own; a volume that went is remembered', async () => {
  let isThere = true;
  const ledger = ledgerOf({
    instances: async () => [
      {
        InstanceId: 'machine',
        BlockDeviceMappings: [
          { Ebs: { VolumeId: 'root', DeleteOnTermination: true } },
          { Ebs: { VolumeId: 'data', DeleteOnTermination: false } },
        ],
      },
    ],
    volumes: async () => [{ VolumeId: 'root' }, ...(isThere ? [{ VolumeId: 'data' }] : [])],
  });
  const volumes = async () => (await ledger.entries()).filter(({ kind }) => kind === 'volume');
  expect(await volumes()).toMatchObject([{ id: 'data', gone: false }]);
  isThere = false;
  expect(await volumes()).toMatchObject([{ id: 'data', gone: true }]);
});

test('an image of the account is one snapshot with what is behind it, and what an image left behind is one too', async () => {
  const disks = (id: string) => ({ BlockDeviceMappings: [{ Ebs: { SnapshotId: id } }] });
  const ledger = ledgerOf({
    images: async () => [
      { ImageId: 'own', OwnerId: own, ...disks('behind-own') },
      { ImageId: 'public', OwnerId: '136693071363', ...disks('behind-public') },
    ],
    snapshotIds: async () => ['behind-own', 'behind-public', 'left'],
  });
  const ids = (await ledger.entries()).map(({ kind, id }) => [kind, id]);
  expect(ids).toEqual([
    ['snapshot', 'own'],
    ['snapshot', 'left'],
  ]);
});

test('nobody looks for snapshots where none was asked for, nor in a region where nothing was', async () => {
  const asked: string[] = [];
  const ledger = ledgerOf(
    {
      instances: async (region) => {
        asked.push(region);
        return [];
      },
      images: () => Promise.reject(new Error('images were asked for')),
    },
    'spawn',
  );
  expect(await ledger.entries()).toEqual([]);
  expect(asked).toEqual(['us-east-1']);
});
