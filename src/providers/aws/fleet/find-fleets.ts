import type { CreateFleetError, CreateFleetInstance } from '@aws-sdk/client-ec2';
import { isProviderError } from '../../../provider/provider-error.ts';
import type { Lack } from '../../../provider/workflows/spot-fleet.ts';
import type { Account } from '../account.ts';
import type { AwsInstance } from '../aws-instance.ts';
import { describeAll } from '../describe.ts';
import { settlesWithinMs } from '../homes.ts';
import { untilFound } from '../locate.ts';
import { malformedAnswer } from '../native-failure.ts';
import { spawnTag } from '../own-tags.ts';
import { refuse } from '../provider-name.ts';
import { readLacks } from './lacks.ts';
import type { FleetOrder, Market } from './order.ts';

/** What one call for machines came to. */
export interface Fleet {
  readonly market: Market;
  readonly ids: readonly string[];
  /** Why there are not more. Other places may have made up for it. */
  readonly lacks: readonly Lack[];
  /** How many machines it was to have, where that is known. */
  readonly capacity?: number;
}

export interface KnownFleets {
  readonly spot: Fleet | null;
  readonly onDemand: Fleet | null;
}

/** What the machines that show already tell of fleets that were asked for before, by whichever process. */
export async function findFleets(account: Account, order: FleetOrder): Promise<KnownFleets> {
  const members = await findMembers(account, order);
  if (members.some(({ aws }) => aws.fingerprint !== order.identity.fingerprint)) {
    throw refuse('key was used before, for another input');
  }
  return {
    spot: await fleetBehind(account, order, members, 'spot'),
    onDemand: await fleetBehind(account, order, members, 'on-demand'),
  };
}

/** Every machine under the key that shows, tombstones among them. */
export function findMembers(account: Account, { region, identity }: FleetOrder): Promise<readonly AwsInstance[]> {
  return describeAll(account, region, [{ Name: `tag:${spawnTag}`, Values: [identity.spawnId] }]);
}

/** One machine that shows leads to all of its fleet, those among them that do not show yet. */
async function fleetBehind(
  account: Account,
  { region }: FleetOrder,
  members: readonly AwsInstance[],
  market: Market,
): Promise<Fleet | null> {
  const own = members.filter(({ spot }) => (spot === true) === (market === 'spot'));
  if (own.length === 0) return null;
  const fleetIds = new Set(own.flatMap(({ aws }) => aws.fleetId ?? []));
  const fleets = await Promise.all([...fleetIds].map((id) => findFleet(account, region, id, market)));
  const told = fleets.filter((fleet) => fleet !== null);
  const capacity = told[0]?.capacity;
  return {
    market,
    ids: [...new Set([...told.flatMap(({ ids }) => ids), ...own.map(({ id }) => id)])],
    lacks: told.flatMap(({ lacks }) => lacks),
    ...(capacity !== undefined && { capacity }),
  };
}

function findFleet(account: Account, region: string, fleetId: string, market: Market): Promise<Fleet | null> {
  return untilFound(account, settlesWithinMs, () => describeFleet(account, region, fleetId, market));
}

/** Null where EC2 does not know it, or not yet. */
async function describeFleet({ ec2 }: Account, region: string, fleetId: string, market: Market): Promise<Fleet | null> {
  try {
    const { Fleets } = await ec2.read(region, (client, options) =>
      client.send(new ec2.sdk.DescribeFleetsCommand({ FleetIds: [fleetId] }), options),
    );
    if (Fleets === undefined) throw malformedAnswer('no list of fleets', 'reads');
    const found = Fleets.find(({ FleetId }) => FleetId === fleetId);
    if (found === undefined) return null;
    const capacity = found.TargetCapacitySpecification?.TotalTargetCapacity;
    return { ...readFleet(found, market), ...(capacity !== undefined && { capacity }) };
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}

/** A fleet in either of the answers that speak of one. */
export function readFleet(
  told: { readonly Instances?: CreateFleetInstance[]; readonly Errors?: CreateFleetError[] },
  market: Market,
): Fleet {
  const ids = (told.Instances ?? []).flatMap(({ InstanceIds }) => InstanceIds ?? []);
  return { market, ids, lacks: readLacks(told.Errors ?? [], market) };
}
