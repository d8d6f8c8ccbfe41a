import type { Image, Instance, Tag } from '@aws-sdk/client-ec2';
import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import { poolTag, stockMark } from '../ec2/stock.ts';
import type { AccountView } from './account-view.ts';
import type { MotoService } from './moto-service.ts';

/** Asks moto what the account holds, and remembers: it forgets a volume once that is deleted. */
export function createLedger(view: AccountView, accountId: string, touched: MotoService['touched']): Ledger {
  const seen = new Map<string, LedgerEntry>();
  return {
    entries: async () => {
      const looks = [...touched].flatMap(([region, operations]) => [
        machines(view, region),
        // Two more calls, for which there is seldom a reason.
        ...(operations.has('snapshot') ? [snapshots(view, accountId, region)] : []),
      ]);
      const present = (await Promise.all(looks)).flat();
      const ids = new Set(present.map(({ id }) => id));
      for (const entry of seen.values()) {
        if (!ids.has(entry.id)) seen.set(entry.id, { ...entry, gone: true, running: false });
      }
      for (const entry of present) seen.set(entry.id, entry);
      return [...seen.values()];
    },
  };
}

/** Instances and volumes. A root disk goes with its instance, as only that can tell, and is nothing of its own. */
async function machines(view: AccountView, region: string): Promise<readonly LedgerEntry[]> {
  const [instances, volumes] = await Promise.all([view.instances(region), view.volumes(region)]);
  const rootDisks = new Set(instances.flatMap(disksThatGo));
  return [
    ...instances.map(({ InstanceId, State, Tags, Placement }) => ({
      ...entryOf('instance', InstanceId, Tags, Placement?.AvailabilityZone),
      gone: State?.Name === 'terminated',
      running: State?.Name === 'running',
    })),
    ...volumes
      .filter(({ VolumeId = '' }) => !rootDisks.has(VolumeId))
      .map(({ VolumeId, Tags, AvailabilityZone }) => entryOf('volume', VolumeId, Tags, AvailabilityZone)),
  ];
}

function disksThatGo({ BlockDeviceMappings = [] }: Instance): readonly string[] {
  return BlockDeviceMappings.flatMap(({ Ebs }) => (Ebs?.DeleteOnTermination ? (Ebs.VolumeId ?? []) : []));
}

/** The account's own images. What is behind an image comes with it, until the image goes and leaves it to be billed. */
async function snapshots(view: AccountView, accountId: string, region: string): Promise<readonly LedgerEntry[]> {
  const [images, snapshotIds] = await Promise.all([view.images(region), view.snapshotIds(region)]);
  const behindImages = new Set(images.flatMap(snapshotsBehind));
  const own = images.filter(({ OwnerId }) => OwnerId === accountId);
  return [
    ...own.map(({ ImageId, Tags }) => entryOf('snapshot', ImageId, Tags)),
    ...snapshotIds.filter((id) => !behindImages.has(id)).map((id) => entryOf('snapshot', id)),
  ];
}

function snapshotsBehind({ BlockDeviceMappings = [] }: Image): readonly string[] {
  return BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
}

function entryOf(kind: LedgerEntry['kind'], id = '', tags: readonly Tag[] = [], zone?: string): LedgerEntry {
  const named = Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  const isStock = kind === 'volume' && Object.hasOwn(named, poolTag);
  return {
    kind,
    id,
    gone: false,
    running: false,
    tags: named,
    ...stockMark(isStock),
    ...(zone !== undefined && { zone }),
  };
}
