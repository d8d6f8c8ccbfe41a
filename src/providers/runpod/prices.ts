import type { MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import { priceOf } from '../../provider/machine-types.ts';
import type { PricedKind } from '../../provider/registration.ts';
import type { Catalogue } from './catalogue.ts';

const hoursPerMonth = 730;
const usdPerGbMonth = 0.07;

/** What the catalogue asks, as far as it was read; a network volume by the published price of its first tier. */
export function usdPerHour({ known }: Catalogue, kind: PricedKind, request: unknown): number | undefined {
  if (!isObject(request)) return undefined;
  if (kind === 'volume' && typeof request.sizeGiB === 'number')
    return (request.sizeGiB * usdPerGbMonth) / hoursPerMonth;
  if (kind !== 'instance' && kind !== 'spot-ticket') return undefined;
  // Nobody pays more for a spot pod than was bid.
  if (typeof request.maxPriceUsdPerHour === 'number') return request.maxPriceUsdPerHour;
  if (!isObject(request.spec)) return undefined;
  const spec = request.spec as unknown as MachineSpec;
  if (!isObject(spec.gpu)) return priceOf(known().cpus ?? [], kind, request);
  const { model, count } = spec.gpu as { readonly model: string; readonly count: number };
  const type = known().gpus?.find(({ id }) => id === model);
  return type && type.usdPerHour * count;
}
