import { isObject } from '../../provider/is-object.ts';
import type { Registration } from '../../provider/registration.ts';
import { typesFor } from './machine-types.ts';
import { bootGiB } from './order.ts';

const hoursPerMonth = 730;
/** Balanced disks, in us-central1. A boot disk is of a cheaper kind. */
const usdPerGiBMonth = 0.1;

/** What Compute Engine asks in us-central1, by its price list: on demand, as an upper bound also for spot, with the boot disk. */
export const usdPerHour: NonNullable<Registration['usdPerHour']> = (kind, request) => {
  if (!isObject(request)) return undefined;
  if (kind === 'volume') return priceOfDisk(request.sizeGiB);
  if ((kind !== 'instance' && kind !== 'spot-ticket') || !isSpec(request.spec)) return undefined;
  const [cheapest] = typesFor(request.spec);
  const disk = priceOfDisk(bootGiB(request.spec));
  return cheapest && disk !== undefined ? cheapest.usdPerHour + disk : undefined;
};

function priceOfDisk(sizeGiB: unknown): number | undefined {
  return typeof sizeGiB === 'number' ? (sizeGiB * usdPerGiBMonth) / hoursPerMonth : undefined;
}

/** As far as it decides on a price. */
function isSpec(spec: unknown): spec is Parameters<typeof typesFor>[0] {
  return isObject(spec) && typeof spec.cpus === 'number' && typeof spec.memoryMiB === 'number';
}
