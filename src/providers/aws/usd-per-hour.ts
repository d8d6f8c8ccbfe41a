import { isObject } from '../../provider/is-object.ts';
import { priceOf } from '../../provider/machine-types.ts';
import type { Registration } from '../../provider/registration.ts';
import { instanceTypes } from './instance-types.ts';

const hoursPerMonth = 730;
/** General purpose volumes, in us-east-1. */
const usdPerGiBMonth = 0.08;

/** What EC2 asks, by its price list: on demand, as an upper bound also for spot. */
export const usdPerHour: NonNullable<Registration['usdPerHour']> = (kind, request) => {
  if (kind === 'volume') return isObject(request) ? priceOfVolume(request.sizeGiB) : undefined;
  return priceOf(instanceTypes, kind === 'spot-ticket' ? 'instance' : kind, request);
};

function priceOfVolume(sizeGiB: unknown): number | undefined {
  return typeof sizeGiB === 'number' ? (sizeGiB * usdPerGiBMonth) / hoursPerMonth : undefined;
}
