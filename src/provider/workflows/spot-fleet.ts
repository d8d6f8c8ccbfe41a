import { checkBid } from '../check-bid.ts';
import { checkText } from '../check-text.ts';
import { checkWhole } from '../check-whole.ts';
import type { Instance } from '../instance.ts';
import { isObject } from '../is-object.ts';
import type { ProviderErrorCode } from '../provider-error.ts';
import type { Refuse } from '../refuse.ts';
import type { SpawnRequest } from '../requests.ts';
import type { WorkflowOutput } from '../workflow.ts';

/** The workflow that buys many machines at once on the spot market. */
export const spotFleetName = 'spot-fleet';

/**
 * What a spot fleet takes: how many machines of one kind, and what to do about those that the spot market does not have.
 *
 * @example
 * const input: SpotFleetInput = { key: 'batch-7', count: 20, request: { spec }, fallback: 'on-demand', atLeast: 10 };
 */
export interface SpotFleetInput {
  /** One key, one fleet. A run that fails ends what it made, and a key whose machines were ended is used up. */
  readonly key: string;
  readonly count: number;
  /** What each machine is like. */
  readonly request: Omit<SpawnRequest, 'idempotencyKey' | 'volumeIds'>;
  /** For one machine, in US dollars per hour; without it, what the machine costs on demand. Says nothing of the fallback. */
  readonly maxPriceUsdPerHour?: number;
  /** `on-demand`: what the spot market does not have is bought at the full price. */
  readonly fallback: 'none' | 'on-demand';
  /** With fewer machines than this the run fails, and ends those that came. Default: any number will do. */
  readonly atLeast?: number;
}

/** Why some of the machines could not be had. */
export interface Lack {
  readonly market: 'spot' | 'on-demand';
  readonly code: ProviderErrorCode;
  readonly message: string;
  /** Where it was so, such as a zone. */
  readonly place?: string;
}

/** What came, each machine marked as `spot` or not, and what did not: `instances` and `missing` make up the count. */
export interface SpotFleetOutput extends WorkflowOutput {
  readonly instances: readonly Instance[];
  readonly missing: number;
  /** Empty where nothing is missing. */
  readonly lacking: readonly Lack[];
}

const countMax = 1_000;

/** Throws INVALID_SPEC for what is no input of a spot fleet. Its request is still to be checked by who launches it. */
export function checkSpotFleet(input: unknown, refuse: Refuse): SpotFleetInput {
  if (!isObject(input)) throw refuse('the input of spot-fleet must be an object');
  const { key, count, request, maxPriceUsdPerHour, fallback, atLeast, ...unknown } = input;
  const [surplus] = Object.keys(unknown);
  if (surplus !== undefined) throw refuse(`spot-fleet takes no ${surplus}`);
  if (fallback !== 'none' && fallback !== 'on-demand') throw refuse("fallback must be 'none' or 'on-demand'");
  const checkedCount = checkWhole(count, 'count', { min: 1, max: countMax }, refuse);
  return {
    key: checkText(key, 'key', refuse),
    count: checkedCount,
    request: checkFleetRequest(request, refuse),
    fallback,
    ...(maxPriceUsdPerHour !== undefined && { maxPriceUsdPerHour: checkBid(maxPriceUsdPerHour, refuse) }),
    ...(atLeast !== undefined && { atLeast: checkWhole(atLeast, 'atLeast', { min: 1, max: checkedCount }, refuse) }),
  };
}

function checkFleetRequest(request: unknown, refuse: Refuse): SpotFleetInput['request'] {
  if (!isObject(request)) throw refuse('request must be an object');
  if (request.idempotencyKey !== undefined) {
    throw refuse('request.idempotencyKey: the key of the workflow stands for it');
  }
  if (request.volumeIds !== undefined) throw refuse('request.volumeIds: many machines cannot hold one volume');
  return request as unknown as SpotFleetInput['request'];
}
