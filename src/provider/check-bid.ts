import type { Refuse } from './refuse.ts';

/** The most that somebody pays for a spot machine, in US dollars per hour. What is no bid is never one without limit. */
export function checkBid(maxPriceUsdPerHour: unknown, refuse: Refuse): number {
  const bid = maxPriceUsdPerHour;
  if (typeof bid === 'number' && Number.isFinite(bid) && bid > 0) return bid;
  throw refuse('maxPriceUsdPerHour must be a number above 0');
}
