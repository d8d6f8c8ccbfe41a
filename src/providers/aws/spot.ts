import type { SpotPrice as Ec2SpotPrice } from '@aws-sdk/client-ec2';
import { checkBid } from '../../provider/check-bid.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import { isObject } from '../../provider/is-object.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { SpotPriceFilter, SpotRequest } from '../../provider/requests.ts';
import type { SpotPrice, SpotTicket } from '../../provider/resources.ts';
import type { Account } from './account.ts';
import { bidMin } from './bid-min.ts';
import { instanceTypes } from './instance-types.ts';
import { isInstanceId } from './locate.ts';
import { malformedAnswer } from './native-failure.ts';
import { providerName, refuse } from './provider-name.ts';
import { spawnWanted } from './spawn.ts';
import { resolveSpawn } from './wanted.ts';

/** The methods of the capability `spot`. */
export function spotMethods(account: Account): CapabilityMethods['spot'] {
  return {
    requestSpotInstance: (request) => requestSpot(account, request),
    cancelSpotRequest: (id) => cancelSpot(account, id),
    getSpotPrices: (filter = {}) => spotPrices(account, filter),
  };
}

/** One launch on the spot market: it brings a machine now, or CAPACITY_ERROR. Nothing is left waiting. */
async function requestSpot(account: Account, request: SpotRequest): Promise<SpotTicket> {
  if (!isObject(request)) throw refuse('a spot request must be an object');
  const maxPrice = checkBid(request.maxPriceUsdPerHour, refuse);
  const wanted = await resolveSpawn(account, request, { market: 'spot', maxPrice });
  if (maxPrice < bidMin) throw hopeless(maxPrice);
  const instance = await spawnWanted(account, wanted);
  // Some services leave the id of the request out; then the instance stands for it.
  const id = instance.aws.spotRequestId ?? instance.id;
  account.homes.note(id, wanted.region);
  return { id, status: 'fulfilled', instanceId: instance.id };
}

function hopeless(bid: number): ProviderError {
  const message = `no machine costs as little as ${bid} US dollars per hour`;
  return new ProviderError('CAPACITY_ERROR', message, { provider: providerName });
}

/** A request that brought its machine is closed already, and the machine stays. Silent for what never was. */
async function cancelSpot(account: Account, id: string): Promise<void> {
  if (isInstanceId(id) || !/^sir-[0-9a-z]{8,}$/.test(id)) return;
  const { homes, places } = account;
  const home = homes.regionOf(id);
  const regions = home === undefined ? await places.regions() : [home];
  await Promise.all(regions.map((region) => cancelIn(account, region, id)));
}

async function cancelIn({ ec2 }: Account, region: string, id: string): Promise<void> {
  try {
    await ec2.repeat(region, (client, options) =>
      client.send(new ec2.sdk.CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: [id] }), options),
    );
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.code !== 'NOT_FOUND') throw thrown;
  }
}

/** For each machine type the least of its zones, now. */
async function spotPrices(account: Account, filter: SpotPriceFilter): Promise<readonly SpotPrice[]> {
  if (!isObject(filter)) throw refuse('a price filter must be an object');
  const region = checkOptionalText(filter.region, 'region', refuse);
  const regions = (await account.places.regions()).filter((each) => region === undefined || each === region);
  const lists = await Promise.all(regions.map((each) => pricesIn(account, each)));
  return lists.flat();
}

async function pricesIn({ ec2, context }: Account, region: string): Promise<readonly SpotPrice[]> {
  const cheapest = new Map<string, number>();
  const StartTime = new Date(context.clock.now());
  let NextToken: string | undefined;
  do {
    const page = await ec2.read(region, (client, options) =>
      client.send(
        new ec2.sdk.DescribeSpotPriceHistoryCommand({
          InstanceTypes: instanceTypes.map(({ name }) => name as Ec2SpotPrice['InstanceType'] & string),
          ProductDescriptions: ['Linux/UNIX'],
          StartTime,
          ...(NextToken && { NextToken }),
        }),
        options,
      ),
    );
    if (page.SpotPriceHistory === undefined) throw malformedAnswer('no list of prices', 'reads');
    for (const { InstanceType = '', SpotPrice = '' } of page.SpotPriceHistory) {
      const price = Number(SpotPrice);
      if (price > 0) cheapest.set(InstanceType, Math.min(price, cheapest.get(InstanceType) ?? price));
    }
    NextToken = page.NextToken || undefined;
  } while (NextToken !== undefined);
  return [...cheapest].map(([machineType, priceUsdPerHour]) => ({ machineType, region, priceUsdPerHour }));
}
