import { lookUntil } from '../../../provider/look-until.ts';
import { ProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { settlesWithinMs } from '../homes.ts';
import { toSdkTags } from '../own-tags.ts';
import { providerName } from '../provider-name.ts';
import { describeVolume, type PlacedVolume, readVolume } from '../volumes.ts';
import { digest, type Pool, poolTag, type Slot, slotTag } from './pool.ts';

const readyWithinMs = 90_000;
const pauseFirstMs = 250;
/** As often a token may lead to a volume that is gone. */
const generationsMax = 1_000;

/**
 * The volume of a slot that comes after another, ready. Its token follows from the one before it, so that everybody who fills
 * the slot makes the same one, also after a crash. A token that EC2 remembers for a volume which is gone leads on to the next.
 */
export async function makeVolume(account: Account, pool: Pool, slot: Slot, after: string): Promise<PlacedVolume> {
  let before = after;
  for (let generation = 0; generation < generationsMax; generation += 1) {
    const made = await createAfter(account, pool, slot, before);
    const ready = await untilReady(account, made);
    if (ready !== null) return ready;
    before = made.volume.id;
  }
  throw neverReady(`slot ${slot.number} of ${slot.zone} led to ${generationsMax} volumes that are gone`);
}

/** Begins to make it; it may be one that others made. */
export async function createAfter(account: Account, pool: Pool, slot: Slot, before: string): Promise<PlacedVolume> {
  const { ec2, homes, marks } = account;
  const { id, region, sizeGiB: Size } = pool;
  const tags = { ...marks, [poolTag]: id, [slotTag]: String(slot.number) };
  const native = await ec2.repeat(region, (client, options) =>
    client.send(
      new ec2.sdk.CreateVolumeCommand({
        ClientToken: digest(['warm', id, slot.zone, slot.number, Size, before]),
        AvailabilityZone: slot.zone,
        Size,
        VolumeType: 'gp3',
        TagSpecifications: [{ ResourceType: 'volume', Tags: toSdkTags(tags) }],
      }),
      options,
    ),
  );
  const made = readVolume(native, region);
  homes.note(made.volume.id, region);
  return made;
}

/** The volume when it can be attached, or null where it is gone. */
export async function untilReady(account: Account, placed: PlacedVolume): Promise<PlacedVolume | null> {
  return placed.volume.status === 'available' ? placed : seeReady(account, placed);
}

/** The same for what was only seen in a list, which may be late. */
export async function seeReady(account: Account, placed: PlacedVolume): Promise<PlacedVolume | null> {
  const { volume, region } = placed;
  const seen = await lookUntil(
    account.context.clock,
    { withinMs: readyWithinMs, pauseMs: pauseFirstMs },
    async (): Promise<PlacedVolume | 'gone' | null> => {
      const found = await describeVolume(account, region, volume.id);
      if (found === null) return isOld(account, placed) ? 'gone' : null;
      if (found.volume.status === 'creating') return null;
      return found.volume.status === 'available' || found.volume.status === 'in-use' ? found : 'gone';
    },
  );
  if (seen === null) throw neverReady(`volume ${volume.id} was not ready within ${readyWithinMs} ms`);
  return seen === 'gone' ? null : seen;
}

/** What is unknown and was not made just now is gone. */
function isOld({ time }: Account, { createdAtMs }: PlacedVolume): boolean {
  return time.now().getTime() - createdAtMs > settlesWithinMs;
}

function neverReady(why: string): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', `AWS: ${why}`, { provider: providerName, cause: new Error(why) });
}
