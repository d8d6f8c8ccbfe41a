import { isPresent, list, number, record, text, textOr } from '../../provider/body-fields.ts';
import { checkBid } from '../../provider/check-bid.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { isObject } from '../../provider/is-object.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import type { SpotRequest } from '../../provider/requests.ts';
import { makeOrAdopt } from './adopt.ts';
import { refuse } from './names.ts';
import { type Order, orderFor } from './order.ts';
import type { Service } from './service.ts';
import type { GpuSize } from './size.ts';
import { findByKey, mountPath } from './spawn.ts';

const rent = `mutation Rent($input: PodRentInterruptableInput!) { podRentInterruptable(input: $input) { id } }`;
const prices = `query { gpuTypes { id lowestPrice(input: {gpuCount: 1, secureCloud: true}) { minimumBidPrice } } }`;

/** Spot pods, over GraphQL: REST v2 has none. A bid is met at once or not at all, so no ticket is ever open. */
export function spotMethods(service: Service, context: ProviderContext): CapabilityMethods['spot'] {
  return {
    requestSpotInstance: async (request) => {
      if (!isObject(request)) throw refuse('a spot request must be an object');
      const usdPerHour = checkBid(request.maxPriceUsdPerHour, refuse);
      const order = await orderFor(request satisfies SpotRequest, service, context, { spot: true });
      if (!('gpu' in order.size)) throw refuse('spec.gpu must be there: RunPod has no spot pods without GPUs');
      const input = rentInput(order, order.size.gpu, usdPerHour);
      const make = () => service.client.mutate(rent, input, readRented);
      const look = async () => (await findByKey(service, order.key))?.instance.id ?? null;
      const id = await makeOrAdopt(make, look, context.clock);
      return { id, status: 'fulfilled', instanceId: id };
    },
    // There is nothing that could still be cancelled.
    cancelSpotRequest: async () => {},
    getSpotPrices: async (filter = {}) => {
      if (!isObject(filter)) throw refuse('a price filter must be an object');
      const region = checkOptionalText(filter.region, 'region', refuse);
      const [bids, gpus] = [await service.client.query(prices, readPrices), await service.catalogue.gpus()];
      return gpus.flatMap(({ id, dataCenters }) => {
        const priceUsdPerHour = bids.get(id);
        const places = dataCenters.filter((place) => region === undefined || place === region);
        if (priceUsdPerHour === undefined) return [];
        return places.map((place) => ({ machineType: id, region: place, priceUsdPerHour }));
      });
    },
  };
}

/** The caller bids for the pod; RunPod takes bids for each GPU. */
function rentInput(order: Order, gpu: GpuSize, usdPerHour: number): object {
  const { key, image, diskGb, env, args, region, volumeId } = order;
  return {
    bidPerGpu: usdPerHour / gpu.count,
    cloudType: 'SECURE',
    gpuTypeId: gpu.id,
    gpuCount: gpu.count,
    minVcpuCount: gpu.minVcpuCountPerGpu * gpu.count,
    minMemoryInGb: gpu.minRamPerGpu * gpu.count,
    name: key,
    imageName: image,
    containerDiskInGb: diskGb,
    volumeInGb: 0,
    ports: '22/tcp',
    env: Object.entries(env).map(([name, value]) => ({ key: name, value })),
    ...(args !== undefined && { dockerArgs: args }),
    ...(region !== undefined && { dataCenterId: region }),
    ...(volumeId !== undefined && { networkVolumeId: volumeId, volumeMountPath: mountPath }),
  };
}

function readRented(data: unknown): string {
  return text(record(record(data, 'data').podRentInterruptable, 'a pod').id, 'id');
}

/** What each GPU type goes for; one without a price is not to be had. */
function readPrices(data: unknown): ReadonlyMap<string, number> {
  const types = list(record(data, 'data').gpuTypes, 'gpuTypes').map((each) => record(each, 'a GPU type'));
  const priced = types.filter(({ lowestPrice }) => isObject(lowestPrice) && isPresent(lowestPrice.minimumBidPrice));
  return new Map(
    priced.map((type) => [
      textOr(type.id, ''),
      number(record(type.lowestPrice, '').minimumBidPrice, 'minimumBidPrice'),
    ]),
  );
}
