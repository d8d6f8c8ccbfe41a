import type { PricedKind, Registration } from '../../provider/registration.ts';

/** What a thing costs an hour by the provider's catalogue. A provider may answer anything, or throw: what is no price is null. */
export function knownPrice(usdPerHour: Registration['usdPerHour'], kind: PricedKind, request: unknown): number | null {
  try {
    const price = usdPerHour?.(kind, request);
    return typeof price === 'number' && Number.isFinite(price) && price >= 0 ? price : null;
  } catch {
    return null;
  }
}
