import type { ProviderContext } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { adopt, type Insert, insertOnce } from './insert.ts';
import type { OrderedType } from './machine-types.ts';
import type { Order } from './order.ts';
import { checkSpawn, identify, placesFor } from './resolve-spawn.ts';
import { regionOf } from './resource-id.ts';
import type { Service } from './service.ts';
import { providerName, refuse } from './settings.ts';

/** How many types are tried, the cheapest first: one may be missing in a zone that has the next. */
export const typesMax = 3;

/** How a machine is paid for. */
export interface Terms {
  readonly isSpot: boolean;
  /** Part of what a key stands for. */
  readonly parts: readonly unknown[];
  /** Asked once everything else is in order: whether a type may be had in a region at its price. */
  affordable(): Promise<(type: OrderedType, region: string) => boolean>;
}

const onDemand: Terms = { isSpot: false, parts: [], affordable: async () => () => true };

/**
 * Creates one instance. Its name and the request id of each insert come from the key of the spawn, so that whoever repeats
 * it, also in another process, has no second machine made.
 */
export async function spawn(service: Service, request: SpawnRequest, terms: Terms = onDemand): Promise<Instance> {
  const { checked, types } = checkSpawn(request);
  const own = identify(checked, terms.parts, service);
  // A repetition finds what was made before it asks whether all that it needs is still free.
  if (checked.idempotencyKey !== undefined) {
    const known = await service.instances.findSpawned(own.spawnKey);
    if (known) return adopt(known, own);
  }
  const { zones, disks } = await placesFor(service, checked);
  const order: Order = { checked, own, disks, isSpot: terms.isSpot };
  const isAffordable = await terms.affordable();
  const affordable = types.filter((type) => isAffordable(type, regionOf(zones[0] ?? ''))).slice(0, typesMax);
  if (affordable.length === 0) throw tooDear();
  return inOneOf(
    affordable.flatMap((type) => zones.map((zone): Insert => ({ service, order, zone, type }))),
    service.context,
  );
}

function tooDear(): ProviderError {
  const message = 'no machine of this size costs as little there';
  return new ProviderError('CAPACITY_ERROR', message, { provider: providerName });
}

/** Takes the first place that has room. Only a clear want of it leads on to the next. */
async function inOneOf(inserts: readonly Insert[], { clock }: ProviderContext): Promise<Instance> {
  let refusal: unknown;
  for (const insert of inserts) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await insertOnce(insert, attempt);
      } catch (thrown) {
        if (!isProviderError(thrown) || thrown.code !== 'CAPACITY_ERROR' || thrown.ambiguous === true) throw thrown;
        refusal = thrown;
        if (attempt === attemptsMax || !isOldNews(thrown.cause, clock.now())) break;
      }
    }
  }
  throw refusal ?? refuse('there is no zone for it');
}

const attemptsMax = 5;
/** Longer than whoever else repeats the spawn may still be at it. */
const oldMs = 1_800_000;

/** The service remembers a request id for an hour, and with it that there was no room then. */
function isOldNews(cause: unknown, nowMs: number): boolean {
  return isObject(cause) && typeof cause.insertedAtMs === 'number' && cause.insertedAtMs < nowMs - oldMs;
}
