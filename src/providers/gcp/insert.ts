import { copySpec } from '../../provider/copy-spec.ts';
import type { Instance } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { OrderedType } from './machine-types.ts';
import { isRefusedAs } from './native-errors.ts';
import type { OwnNotes } from './notes.ts';
import { bootGiB, insertBody, type Order } from './order.ts';
import type { OwnInstance } from './read-instance.ts';
import { regionOf, requestIdOf, writeId } from './resource-id.ts';
import type { Service } from './service.ts';
import { providerName, refuse } from './settings.ts';

/** One machine in one zone. */
export interface Insert {
  readonly service: Service;
  readonly order: Order;
  readonly zone: string;
  readonly type: OrderedType;
}

const triesMax = 3;
const pauseMs = 1_000;
/** How long something that was made may not show. */
const patience = { withinMs: 10_000, pauseMs: 1_000 };

/** Under one request id, however often it has to be sent: the service does it once. Another `attempt` has another one. */
export async function insertOnce(insert: Insert, attempt: number | string): Promise<Instance> {
  const { clock } = insert.service.context;
  let unclear: ProviderError | undefined;
  for (let tries = 1; tries <= triesMax; tries += 1) {
    try {
      return await send(insert, attempt);
    } catch (thrown) {
      if (isRefusedAs(thrown, 'ALREADY_EXISTS', 'RESOURCE_ALREADY_EXISTS')) return namesake(insert, thrown.cause);
      if (!isProviderError(thrown) || (thrown.ambiguous !== true && unclear === undefined)) throw thrown;
      unclear ??= thrown;
      if (thrown.ambiguous !== true) break;
      await clock.sleep(pauseMs * tries);
    }
  }
  // A later refusal says nothing of what the first attempt did. A failed look is a look that saw nothing.
  const made = await lookUntil(clock, patience, () => findMade(insert).catch(() => null));
  if (made) return adopt(made, insert.order.own);
  throw unclear ?? refuse('there is no zone for it');
}

async function send({ service, order, zone, type }: Insert, attempt: number | string): Promise<Instance> {
  const { own, checked } = order;
  const requestId = requestIdOf([own.spawnKey, own.fingerprint, zone, type.name, attempt]);
  const body = insertBody(order, nameOf(own), zone, type, service.settings.project);
  const path = `/zones/${zone}/instances?requestId=${requestId}`;
  const { targetId } = await service.operations.run(zone, { method: 'POST', kind: 'create', path, body });
  const id = writeId({ zone, number: targetId });
  // The operation of an earlier spawn may be remembered longer than its machine lived.
  if (checked.idempotencyKey !== undefined) return adoptById(service, id, own);
  const { name, image, tags, volumeIds } = checked;
  return {
    ...{ id, status: 'pending', region: regionOf(zone), tags, volumeIds },
    // The disk of a snapshot has the size that its machine had.
    ...(checked.snapshotId === undefined && {
      spec: { ...copySpec(type.spec), diskGiB: bootGiB(checked.spec) },
    }),
    ...(name !== undefined && { name }),
    ...(image !== undefined && { image }),
    ...(order.isSpot && { spot: true }),
  };
}

async function adoptById({ instances, context }: Service, id: string, own: OwnNotes): Promise<Instance> {
  const [zone = '', number = ''] = id.split('.');
  const found = await lookUntil(context.clock, patience, () => instances.find(zone, number)).catch(asUnclear);
  if (found === null) throw spent();
  return adopt(found, own);
}

/** What is there is not told, and may be there. */
function asUnclear(thrown: unknown): never {
  if (!isProviderError(thrown)) throw thrown;
  const options = { provider: providerName, cause: thrown.cause, ambiguous: true };
  throw new ProviderError(thrown.code, thrown.message, options);
}

/** Another spawn of the same key was there first, or the request id was forgotten. */
async function namesake(insert: Insert, taken: unknown): Promise<Instance> {
  const found = await findMade(insert).catch(asUnclear);
  if (found === null) throw spent(taken);
  return adopt(found, insert.order.own);
}

function findMade({ service, order, zone }: Insert): Promise<OwnInstance | null> {
  return service.instances.find(zone, nameOf(order.own));
}

/** Gives an instance to the request that it was made for, and to no other. */
export function adopt({ instance, nativeStatus, fingerprint, spawnKey }: OwnInstance, own: OwnNotes): Instance {
  if (spawnKey !== own.spawnKey || fingerprint !== own.fingerprint) {
    throw refuse('idempotencyKey was used before, for another request');
  }
  if (nativeStatus === 'STOPPING') throw spent();
  return instance;
}

function spent(cause?: unknown): ProviderError {
  const message = 'idempotencyKey belongs to an instance that was terminated: use a new key';
  return new ProviderError('INVALID_SPEC', message, { provider: providerName, ...(cause !== undefined && { cause }) });
}

function nameOf({ spawnKey }: OwnNotes): string {
  return `assay-${spawnKey}`;
}
