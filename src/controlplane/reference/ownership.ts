import type { Instance } from '../../provider/instance.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { LaunchIntent } from '../control-plane.ts';

const intentTag = 'reference-intent';
const attemptTag = 'reference-attempt';
const bidTag = 'reference-bid';
const lifeTag = 'reference-life-max';
const idleTag = 'reference-idle-after';

/** The request, with the marks by which the machine is found again by whoever has forgotten its id. */
export function marked({ id, request, spot, lifeMaxMs, idleAfterMs }: LaunchIntent, attempt: number): SpawnRequest {
  const terms = {
    ...(spot && { [bidTag]: String(spot.maxPriceUsdPerHour) }),
    ...(lifeMaxMs !== undefined && { [lifeTag]: String(lifeMaxMs) }),
    ...(idleAfterMs !== undefined && { [idleTag]: String(idleAfterMs) }),
  };
  return { ...request, tags: { ...request.tags, [intentTag]: id, [attemptTag]: String(attempt), ...terms } };
}

/** Whose machine it is; undefined for one that is not ours. */
export function intentOf({ tags }: Instance): string | undefined {
  return tags?.[intentTag];
}

export function attemptOf({ tags }: Instance): number {
  return Number(tags?.[attemptTag] ?? 1);
}

/** The intent that a machine must have been made for, as far as the machine still tells. */
export function intentFrom(instance: Instance, id: string): LaunchIntent {
  const { [intentTag]: _intent, [attemptTag]: _attempt, ...others } = instance.tags ?? {};
  const { [bidTag]: bid, [lifeTag]: life, [idleTag]: idle, ...tags } = others;
  const { spec = { cpus: 1, memoryMiB: 512 }, image, region } = instance;
  return {
    id,
    request: { spec, tags, ...(image !== undefined && { image }), ...(region !== undefined && { region }) },
    ...(bid !== undefined && { spot: { maxPriceUsdPerHour: Number(bid) } }),
    ...(life !== undefined && { lifeMaxMs: Number(life) }),
    ...(idle !== undefined && { idleAfterMs: Number(idle) }),
  };
}

/** Whether it is on its way out, or gone: nothing brings it back. */
export function isEnding({ status }: Instance): boolean {
  return status === 'terminating' || status === 'terminated' || status === 'error';
}
