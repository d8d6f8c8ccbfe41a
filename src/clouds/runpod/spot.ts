import { isObject } from '../../provider/is-object.ts';
import { oneIn } from '../../testbed/draw.ts';
import { type Answer, graphqlError } from './answer.ts';
import { findGpu, perGpu } from './catalogue.ts';
import { checkFields, type FieldCheck, type Fields, flag, listOf, oneOf, text, whole } from './check-fields.ts';
import { defaultDiskGb, imageProblem } from './check-pod-body.ts';
import { lowBalance, noCapacity, placePod } from './place-pod.ts';
import type { PodOrder, PodRecord } from './pod.ts';
import { type Store, standingPods } from './store.ts';

type Input = Readonly<Record<string, unknown>>;
type Rented = { readonly pod: PodRecord } | { readonly refused: Answer };

const anything: FieldCheck = () => null;
const price: FieldCheck = (value, path) =>
  typeof value === 'number' && value > 0 ? null : `${path}: must be a Float above 0`;

const rentFields: Fields = {
  bidPerGpu: price,
  cloudType: oneOf('ALL', 'SECURE', 'COMMUNITY'),
  gpuTypeId: text,
  gpuCount: whole(1),
  name: text,
  imageName: text,
  dockerArgs: anything,
  ports: anything,
  env: listOf((value, path) => (isObject(value) && typeof value.key === 'string' ? null : `${path}: must have a key`)),
  volumeInGb: whole(0),
  containerDiskInGb: whole(0),
  volumeMountPath: text,
  minVcpuCount: whole(1),
  minMemoryInGb: whole(1),
  dataCenterId: text,
  countryCode: text,
  networkVolumeId: text,
  supportPublicIp: flag,
  startSsh: flag,
  stopAfter: text,
  terminateAfter: text,
};

/** `podRentInterruptable`: a spot pod at once, or nothing. Bids do not wait. */
export function rentInterruptable(store: Store, input: Input): Rented {
  const [error] = checkFields(input, rentFields, ['bidPerGpu', 'gpuTypeId', 'gpuCount', 'imageName', 'name']);
  if (error !== undefined) return refused(`Variable "$input" got invalid value: ${error}`, 'BAD_USER_INPUT', 400);
  const type = findGpu(input.gpuTypeId);
  if (type === undefined) return refused(`GPU type ${input.gpuTypeId} not found`, 'BAD_USER_INPUT');
  const image = imageProblem(input.imageName as string, store);
  if (image !== null && !store.options.rentsWithAnyImage)
    return refused('image was not found on its registry', 'BAD_USER_INPUT');
  if ((input.bidPerGpu as number) < type.minimumBid) return refused(noCapacity, 'SUPPLY_CONSTRAINT');
  const order = orderFrom(input);
  const places = input.dataCenterId === undefined ? [] : [input.dataCenterId as string];
  const placed = placePod(store, order, places, type.minimumBid * (order.gpu?.count ?? 1));
  if (placed.outcome === 'no-capacity') return refused(placed.detail, 'SUPPLY_CONSTRAINT');
  if (placed.outcome === 'low-balance') return refused(lowBalance, 'INSUFFICIENT_BALANCE');
  if (placed.outcome !== 'placed') return refused(placed.detail, 'BAD_USER_INPUT');
  if (image !== null)
    placed.pod.changes.push({ atMs: store.clock.now() + store.options.bootMs, to: 'failed', by: 'Runpod' });
  if (oneIn(store.random, store.options.failsAfterCreateOneIn)) {
    const message = 'Something went wrong. Please try again later or contact support.';
    return refused(message, 'INTERNAL_SERVER_ERROR');
  }
  return { pod: placed.pod };
}

/** `podBidResume`: starts a spot pod that was taken away, where the bid is enough and the host has room. */
export function resumeBid(store: Store, { podId, bidPerGpu }: Input): Rented {
  const pod = standingPods(store).find(({ id }) => id === podId);
  if (!pod?.interruptible) return refused('pod not found', 'POD_NOT_FOUND');
  const minimum = findGpu(pod.order.gpu?.id)?.minimumBid ?? 0;
  if (typeof bidPerGpu !== 'number' || bidPerGpu < minimum || oneIn(store.random, store.options.hostFullOneIn)) {
    return refused('There are not enough free GPUs on the host machine to start this pod.', 'SUPPLY_CONSTRAINT');
  }
  pod.changes.push({ atMs: store.clock.now(), to: 'started', by: 'user' });
  return { pod };
}

function orderFrom(input: Input): PodOrder {
  const count = input.gpuCount as number;
  const env = ((input.env ?? []) as readonly { key: string; value: string }[]).map(({ key, value }) => [key, value]);
  const volumeId = input.networkVolumeId as string | undefined;
  const path = (input.volumeMountPath as string | undefined) ?? '/workspace';
  return {
    name: input.name as string,
    image: input.imageName as string,
    args: (input.dockerArgs as string | undefined) ?? '',
    disk: (input.containerDiskInGb as number | undefined) ?? defaultDiskGb,
    ports: ((input.ports as string | undefined) ?? '').split(',').filter((port) => port !== ''),
    env: Object.fromEntries(env),
    cloud: input.cloudType === 'COMMUNITY' ? 'COMMUNITY' : 'SECURE',
    gpu: {
      id: input.gpuTypeId as string,
      count,
      vcpuCount: Math.max(perGpu.vcpus * count, (input.minVcpuCount as number | undefined) ?? 0),
      memory: Math.max(perGpu.memoryGb * count, (input.minMemoryInGb as number | undefined) ?? 0),
    },
    cpu: null,
    persistentMount: null,
    networkMount: volumeId === undefined ? null : { volumeId, path },
  };
}

function refused(message: string, code: string, status?: number): Rented {
  return { refused: graphqlError(message, code, status) };
}
