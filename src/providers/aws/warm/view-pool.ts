import type { Filter } from '@aws-sdk/client-ec2';
import { allPages } from '../../../provider/all-pages.ts';
import type { Account } from '../account.ts';
import { malformedAnswer } from '../native-failure.ts';
import { isMarked } from '../own-tags.ts';
import { type PlacedVolume, readVolume } from '../volumes.ts';
import { type Claim, listClaims } from './claims.ts';
import { poolTag } from './pool.ts';

/** The volumes of a pool and who has them, as lists show them: perhaps as they were some seconds ago. */
export interface PoolView {
  /** Oldest first. */
  readonly volumes: readonly PlacedVolume[];
  readonly claims: ReadonlyMap<string, Claim>;
}

const pageSize = 500;

/** One pool, or all of a region. */
export async function viewPool(account: Account, region: string, poolId?: string): Promise<PoolView> {
  const filter =
    poolId === undefined ? { Name: 'tag-key', Values: [poolTag] } : { Name: `tag:${poolTag}`, Values: [poolId] };
  const [volumes, claims] = await Promise.all([
    listVolumes(account, region, [filter]),
    listClaims(account, region, poolId),
  ]);
  // Whoever is marked keeps to what is marked alike.
  const ours = volumes.filter(({ own }) => isMarked(own, account.marks));
  return { volumes: ours.toSorted((one, other) => one.createdAtMs - other.createdAtMs), claims };
}

/** Whether nobody has it, as far as the lists tell. */
export function isFree({ claims }: PoolView, { volume }: PlacedVolume): boolean {
  return volume.status !== 'in-use' && !claims.has(volume.id);
}

async function listVolumes({ ec2 }: Account, region: string, Filters: Filter[]): Promise<readonly PlacedVolume[]> {
  const volumes = await allPages(
    async (token) => {
      const { Volumes, NextToken } = await ec2.read(region, (client, options) =>
        client.send(
          new ec2.sdk.DescribeVolumesCommand({
            Filters,
            MaxResults: pageSize,
            ...(token !== null && { NextToken: token }),
          }),
          options,
        ),
      );
      if (Volumes === undefined) throw malformedAnswer('no list of volumes', 'reads');
      return { items: Volumes.map((native) => readVolume(native, region)), token: NextToken || null };
    },
    () => malformedAnswer('the list of volumes goes round in a circle', 'reads'),
  );
  const alive = volumes.filter(({ volume }) => volume.status !== 'deleting' && volume.status !== 'error');
  return [...new Map(alive.map((placed) => [placed.volume.id, placed])).values()];
}
