import type { IntegerRange } from './integer.ts';

export const seedRange: IntegerRange = { min: 0, max: 2 ** 31 - 1 };
export const runsRange: IntegerRange = { min: 1, max: 1_000_000 };
export const workersRange: IntegerRange = { min: 1, max: 256 };
export const instancesRange: IntegerRange = { min: 1, max: 1_000_000 };
export const crashesRange: IntegerRange = { min: 1, max: 3 };
