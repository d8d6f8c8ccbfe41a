import type { Instance } from '../../provider/instance.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { LaunchIntent } from '../control-plane.ts';
import type { Seal } from './seal.ts';

const intentTag = 'reference-intent';
const attemptTag = 'reference-attempt';
const sealTag = 'reference-seal';
const bidTag = 'reference-bid';
const lifeTag = 'reference-life-max';
const idleTag = 'reference-idle-after';

/** The request, with the marks by which the machine is found again by whoever has forgotten its id. */
export function marked(intent: LaunchIntent, attempt: number, seal: Seal): SpawnRequest {
  const { id, request, spot, lifeMaxMs, idleAfterMs } = intent;
  const terms = {
    ...(spot && { [bidTag]: String(spot.maxPriceUsdPerHour) }),
    ...(lifeMaxMs !== undefined && { [lifeTag]: String(lifeMaxMs) }),
    ...(idleAfterMs !== undefined && { [idleTag]: String(idleAfterMs) }),
  };
  const marks = { [intentTag]: id, [attemptTag]: String(attempt), ...terms, [sealTag]: seal(id, attempt) };
  return { ...request, tags: { ...request.tags, ...marks } };
}

/** Whose machine it says it is; undefined for one that is not sealed by us. */
export function intentOf(instance: Instance, seal: Seal): string | undefined {
  const id = instance.tags?.[intentTag];
  return id !== undefined && instance.tags?.[sealTag] === seal(id, attemptOf(instance)) ? id : undefined;
}

export function attemptOf({ tags }: Instance): number {
  return Number(tags?.[attemptTag] ?? 1);
}

/** The intent that a machine must have been made for, as far as the machine still tells. */
export function intentFrom(instance: Instance, id: string): LaunchIntent {
  const { [intentTag]: _intent, [attemptTag]: _attempt, [sealTag]: _seal, ...others } = instance.tags ?? {};
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

/** Whether it is on its way out, or gone: nothing brings it back. One that failed is neither, and has to be ended. */
export function isEnding({ status }: Instance): boolean {
  return status === 'terminating' || status === 'terminated';
}
