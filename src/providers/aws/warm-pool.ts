import { allSettledOrThrow } from '../../provider/all-settled-or-throw.ts';
import type { Workflow } from '../../provider/workflow.ts';
import { checkWarmPool, type WarmPoolInput, type WarmPoolOutput } from '../../provider/workflows/warm-pool.ts';
import type { Account } from './account.ts';
import { checkRegion } from './check-region.ts';
import { settlesWithinMs } from './homes.ts';
import { refuse } from './provider-name.ts';
import { sizeGiBMax } from './volumes.ts';
import { refillPool } from './warm/fill-pool.ts';
import { type Pool, poolIdOf } from './warm/pool.ts';
import { retire } from './warm/retire.ts';
import { takeBack } from './warm/take-back.ts';
import { isFree, viewPool } from './warm/view-pool.ts';

/** The workflow `warm-pool`: keeps prepared volumes in every zone, for `claimWarmVolume` to give. */
export function warmPool(account: Account): Workflow<WarmPoolInput, WarmPoolOutput> {
  return {
    name: 'warm-pool',
    validate: (input) => checkWarmPool(input, refuse, sizeGiBMax),
    run: (input) => run(account, input),
    compensate: (input) => takeDown(account, input),
  };
}

async function run(account: Account, input: WarmPoolInput): Promise<WarmPoolOutput> {
  const pool = await poolFor(account, input);
  const placed = await refillPool(account, pool);
  return {
    volumes: placed.map(({ volume }) => volume),
    zones: pool.zones.map((zone) => ({
      zone,
      volumeIds: placed.filter((each) => each.zone === zone).map(({ volume }) => volume.id),
    })),
  };
}

/** Deletes every volume of the pool that nobody has claimed. Lists may be late, and nothing may be left behind: it waits. */
async function takeDown(account: Account, { key, region: wanted }: WarmPoolInput): Promise<void> {
  const region = await checkRegion(account, wanted);
  await account.context.clock.sleep(settlesWithinMs);
  const view = await viewPool(account, region, poolIdOf(account, key));
  await takeBack(account, region, view);
  const free = view.volumes.filter((placed) => isFree(view, placed));
  await allSettledOrThrow(free.map((placed) => retire(account, placed)));
}

async function poolFor(account: Account, input: WarmPoolInput): Promise<Pool> {
  const { key, sizeGiB, perZone } = input;
  const region = await checkRegion(account, input.region);
  const all = await account.places.zones(region);
  const zones = input.zones ?? all;
  const unknown = zones.find((zone) => !all.includes(zone));
  if (unknown !== undefined) throw refuse(`zones: ${region} has no zone ${JSON.stringify(unknown)}`);
  return { id: poolIdOf(account, key), region, zones, sizeGiB, perZone };
}
