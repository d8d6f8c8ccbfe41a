/**
 * confirmed: it failed for real, as often as it was to. simulator-only: it was really tried, and did not. inconclusive: it
 * could not be tried there, or not all of it happened.
 */
export const promotionLabels = ['confirmed', 'simulator-only', 'inconclusive'] as const;

export type PromotionLabel = (typeof promotionLabels)[number];
