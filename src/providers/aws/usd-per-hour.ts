import type { MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import type { PricedKind, Registration } from '../../provider/registration.ts';
import { findInstanceType } from './instance-types.ts';

const hoursPerMonth = 730;
/** General purpose volumes, in us-east-1. */
const usdPerGiBMonth = 0.08;

/** What EC2 asks, by its price list: on demand, as an upper bound also for spot. */
export const usdPerHour: NonNullable<Registration['usdPerHour']> = (kind, request) => {
  if (!isObject(request)) return undefined;
  if (kind === 'volume') return priceOfVolume(request.sizeGiB);
  return isMachine(kind) && isObject(request.spec)
    ? findInstanceType(request.spec as unknown as MachineSpec)?.usdPerHour
    : undefined;
};

function isMachine(kind: PricedKind): boolean {
  return kind === 'instance' || kind === 'spot-ticket';
}

function priceOfVolume(sizeGiB: unknown): number | undefined {
  return typeof sizeGiB === 'number' ? (sizeGiB * usdPerGiBMonth) / hoursPerMonth : undefined;
}
