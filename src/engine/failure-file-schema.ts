import { z } from 'zod';
import type { FailureFile } from './failure-file.ts';
import { stepSchema } from './step-schema.ts';

/** Shape of a stored failure. */
export const failureFileSchema: z.ZodType<FailureFile> = z.object({
  version: z.literal(1),
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('registered'), name: z.string() }),
    z.object({ kind: z.literal('module'), path: z.string() }),
  ]),
  provider: z.string(),
  testbed: z.string(),
  settings: z.record(z.string(), z.string()),
  contract: z.string(),
  worldSeed: z.number(),
  steps: z.array(stepSchema),
  expected: z.string(),
  actual: z.string(),
  cleanRuns: z.int().positive().optional(),
});
