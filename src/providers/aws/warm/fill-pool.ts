import { allSettledOrThrow } from '../../../provider/all-settled-or-throw.ts';
import type { Account } from '../account.ts';
import type { PlacedVolume } from '../volumes.ts';
import { makeVolume, untilReady } from './make-volume.ts';
import { isIn, type Pool, type Slot, slotsOf } from './pool.ts';
import { retire } from './retire.ts';
import { takeBack } from './take-back.ts';
import { isFree, type PoolView, viewPool } from './view-pool.ts';

/** Brings a pool to a free volume in every slot, and gives them. What is more than that is deleted. */
export async function refillPool(account: Account, pool: Pool): Promise<readonly PlacedVolume[]> {
  const view = await viewPool(account, pool.region, pool.id);
  await takeBack(account, pool.region, view);
  const volumes = await allSettledOrThrow(slotsOf(pool).map((slot) => refillSlot(account, pool, slot, view)));
  const kept = new Set(volumes.map(({ volume }) => volume.id));
  const surplus = view.volumes.filter((placed) => isFree(view, placed) && !kept.has(placed.volume.id));
  await allSettledOrThrow(surplus.map((placed) => retire(account, placed)));
  return volumes;
}

/** Brings a volume into every slot that has none, whoever has it, and gives them all. */
export async function fillPool(account: Account, pool: Pool): Promise<readonly PlacedVolume[]> {
  const view = await viewPool(account, pool.region, pool.id);
  const gone = await takeBack(account, pool.region, view);
  return allSettledOrThrow(
    slotsOf(pool).map(async (slot) => {
      const last = lastOf(view, pool, slot);
      if (last !== undefined && !gone.has(last.volume.id)) return last;
      return makeVolume(account, pool, slot, last?.volume.id ?? '');
    }),
  );
}

async function refillSlot(account: Account, pool: Pool, slot: Slot, view: PoolView): Promise<PlacedVolume> {
  const last = lastOf(view, pool, slot);
  const ready = last && isFree(view, last) ? await untilReady(account, last) : null;
  return ready ?? makeVolume(account, pool, slot, last?.volume.id ?? '');
}

/** The youngest volume of a slot. */
function lastOf({ volumes }: PoolView, { sizeGiB }: Pool, slot: Slot): PlacedVolume | undefined {
  return volumes.findLast((placed) => isIn(placed, slot) && placed.volume.sizeGiB === sizeGiB);
}
