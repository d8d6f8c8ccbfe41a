import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import { unbounded } from '../../provider/check-spec.ts';
import type { Instance, MachineSpec } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { isRefusedAs } from './native-errors.ts';
import { pastConflicts } from './past-conflicts.ts';
import { type PodOrder, podBody } from './pod-body.ts';
import type { OwnPod } from './read-pod.ts';
import { digest, nameOf } from './resource-id.ts';
import type { Service } from './service.ts';
import { providerName, refuse } from './settings.ts';
import { settle } from './settle.ts';
import { checkRegion } from './volumes.ts';

/** On which nodes a pod may run, and which may. */
export interface Purchase {
  readonly isSpot: boolean;
  /** Called before anything is made; throws where this one may not be had. */
  mayHave(spec: MachineSpec): void;
}

/** What a spawn is. */
export const onDemand: Purchase = { isSpot: false, mayHave: () => {} };

/** How long a pod that was made may be unseen, and one that ends may keep its name. */
const patience = { withinMs: 10_000, pauseMs: 1_000 };
const endPatience = { withinMs: 120_000, pauseMs: 1_000 };
/** A name that is taken may be free a moment later, and taken again. */
const attemptsMax = 5;

/**
 * Creates one pod. Its name comes from the key of the spawn, and a name is there but once: whoever repeats a spawn, also
 * in another process, has no second pod made. A pod that no node can ever take is ended again and refused.
 */
export async function spawn(service: Service, request: SpawnRequest, purchase: Purchase): Promise<Instance> {
  const { isSpot } = purchase;
  const { capabilities } = service.settings;
  const checked = checkSpawnRequest(request, { provider: providerName, capabilities, largest: unbounded });
  checkRegion(checked.region, service.settings);
  purchase.mayHave(checked.spec);
  const own = identify(checked, isSpot, service);
  const claims = await service.volumes.claimsOf(checked.volumeIds);
  const order: PodOrder = { checked, ...own, claims, isSpot };
  const pod = await settle(await makeOnce(service, order), service, order);
  return pod.instance;
}

function identify(
  checked: CheckedRequest,
  isSpot: boolean,
  { context }: Service,
): Pick<PodOrder, 'podName' | 'spawnKey' | 'fingerprint'> {
  const { idempotencyKey: key } = checked;
  // Two processes may start from one seed: the time keeps their draws apart.
  const parts = key === undefined ? ['draw', context.random.hex(32), context.clock.now()] : ['key', key];
  return { podName: nameOf(parts), spawnKey: digest(parts), fingerprint: digest(fingerprintParts(checked, isSpot)) };
}

/** Under one name, however often it has to be sent: the server makes it once. */
async function makeOnce(service: Service, order: PodOrder): Promise<OwnPod> {
  const body = podBody(order, service.settings);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await pastConflicts(service.context.clock, () => service.pods.create(body));
    } catch (thrown) {
      if (!isProviderError(thrown)) throw thrown;
      const isThere = isRefusedAs(thrown, 'AlreadyExists');
      if (!isThere && thrown.ambiguous !== true) throw thrown;
      const found = await lookFor(service, order, isThere ? undefined : thrown);
      if (found === null || (found === 'again' && attempt === attemptsMax)) throw thrown;
      if (found !== 'again') return found;
    }
  }
}

/** What has the name now. One that ends keeps it until it is gone; then it is free. */
async function lookFor(
  { pods, context }: Service,
  order: PodOrder,
  unclear: ProviderError | undefined,
): Promise<OwnPod | 'again' | null> {
  const look = () => pods.named(order.podName);
  // After an unclear failure a failed look is a look that saw nothing.
  const found = unclear
    ? await lookUntil(context.clock, patience, () => look().catch(() => null))
    : await look().catch(asUnclear);
  if (found === null) return unclear ? null : 'again';
  if (found === 'foreign') throw refuse(`there is a pod ${order.podName} that somebody else made`);
  if (found.notes.spawnKey !== order.spawnKey || found.notes.fingerprint !== order.fingerprint) {
    throw refuse('idempotencyKey was used before, for another request');
  }
  // One that was taken away is what became of this spawn, for as long as it shows.
  if (!found.isEnding || found.instance.reason === 'SPOT_INTERRUPTED') return found;
  const isGone = async () => {
    const now = await look().catch(asUnclear);
    return now === null || now === 'foreign' || now.uid !== found.uid ? true : null;
  };
  if (await lookUntil(context.clock, endPatience, isGone)) return 'again';
  throw refuse('idempotencyKey belongs to a pod that does not come to its end: use a new key');
}

/** What is there is not told, and may be there. */
function asUnclear(thrown: unknown): never {
  if (!isProviderError(thrown)) throw thrown;
  const options = { provider: providerName, cause: thrown.cause, ambiguous: true };
  throw new ProviderError(thrown.code, thrown.message, options);
}

/** One key stands for one request, whatever the order of its tags. */
function fingerprintParts(
  { spec, tags, volumeIds, bootstrap, ...request }: CheckedRequest,
  isSpot: boolean,
): readonly unknown[] {
  return [
    [spec.cpus, spec.memoryMiB, spec.diskGiB, spec.gpu?.model, spec.gpu?.count],
    [request.name, request.image, request.region],
    Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)),
    volumeIds,
    bootstrap && [bootstrap.format, bootstrap.checksum],
    // What was made before there was spot keeps its fingerprint.
    ...(isSpot ? ['spot'] : []),
  ];
}
