import type { Image, Instance, Tag, Volume } from '@aws-sdk/client-ec2';
import type { Ledger, LedgerEntry } from '../../testbed/ledger.ts';
import type { AccountView } from './account-view.ts';

/** Asks moto what the account holds in these regions, and remembers: moto forgets a volume once it is deleted. */
export function createLedger(view: AccountView, regions: ReadonlySet<string>): Ledger {
  const seen = new Map<string, LedgerEntry>();
  return {
    entries: async () => {
      const present = (await Promise.all([...regions].map((region) => look(view, region)))).flat();
      const ids = new Set(present.map(({ id }) => id));
      for (const entry of seen.values()) {
        if (!ids.has(entry.id)) seen.set(entry.id, { ...entry, gone: true, running: false });
      }
      for (const entry of present) seen.set(entry.id, entry);
      return [...seen.values()];
    },
  };
}

async function look(view: AccountView, region: string): Promise<readonly LedgerEntry[]> {
  const { instances, volumes, images, snapshotIds } = await view.holdings(region);
  // The snapshots behind an image come with it, until the image goes and leaves them to be billed.
  const behindImages = new Set(images.flatMap(snapshotsBehind));
  return [
    ...instances.map(instanceEntry),
    ...volumes.filter((volume) => !isRootDisk(volume)).map(({ VolumeId, Tags }) => entryOf('volume', VolumeId, Tags)),
    ...images.map(({ ImageId, Tags }) => entryOf('snapshot', ImageId, Tags)),
    ...snapshotIds.filter((id) => !behindImages.has(id)).map((id) => entryOf('snapshot', id)),
  ];
}

function instanceEntry({ InstanceId, State, Tags }: Instance): LedgerEntry {
  const gone = State?.Name === 'terminated';
  return { ...entryOf('instance', InstanceId, Tags), gone, running: State?.Name === 'running' };
}

function entryOf(kind: LedgerEntry['kind'], id = '', tags: readonly Tag[] = []): LedgerEntry {
  const named = Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  return { kind, id, gone: false, running: false, tags: named };
}

/** It goes with its instance. */
function isRootDisk({ Attachments = [] }: Volume): boolean {
  return Attachments.some(({ DeleteOnTermination }) => DeleteOnTermination === true);
}

function snapshotsBehind({ BlockDeviceMappings = [] }: Image): readonly string[] {
  return BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
}
