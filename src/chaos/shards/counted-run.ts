import { z } from 'zod';
import { divergenceSchema } from '../divergence-schema.ts';
import type { RunSummary } from '../lanes/run-summary.ts';

const count = z.int().nonnegative();
const names = z.array(z.string()).readonly();

/** What a whole has to know of each run of its parts: all that counts of it, but not what failed in it. */
export const countedRunSchema = z.object({
  /** From 0, among the runs of all shards. */
  index: count,
  seed: z.int(),
  simulatedMs: z.number().nonnegative(),
  events: count,
  isRepeated: z.boolean(),
  planned: names,
  acted: names,
  exercised: names,
  problems: names,
  reactions: z
    .array(z.object({ kind: z.string(), seenMs: z.number().optional(), settledMs: z.number().optional() }))
    .readonly(),
  failed: z.object({ oracle: z.string(), signature: z.string() }).optional(),
  diverged: divergenceSchema.optional(),
});

/** A run of which nothing came. */
export const uncountedRunSchema = z.object({
  index: count,
  lost: z.enum(['hung', 'crashed', 'ended']),
  text: z.string(),
});

export type CountedRun = z.infer<typeof countedRunSchema>;
export type UncountedRun = z.infer<typeof uncountedRunSchema>;

export function toCountedRun({ failed, diverged, ...counts }: RunSummary): CountedRun {
  return {
    ...counts,
    reactions: counts.reactions.map((reaction) => ({ ...reaction })),
    ...(failed && { failed: signatureOf(failed.result.violation) }),
    ...(diverged && { diverged }),
  };
}

function signatureOf({ oracle, signature }: { readonly oracle: string; readonly signature: string }) {
  return { oracle, signature };
}
