import { z } from 'zod';

const count = z.int().nonnegative();
const eventSchema = z.looseObject({ atMs: z.number(), lane: z.string(), did: z.string() }).nullable();

/** The same seed went two ways, and the first event that differs; null where one of them had none left. */
export const divergenceSchema = z.object({
  seed: z.int(),
  run: count,
  event: count,
  first: eventSchema,
  second: eventSchema,
});
