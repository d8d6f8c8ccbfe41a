import { z } from 'zod';
import { capabilityNames } from '../provider/capability.ts';
import { fidelities } from '../testbed/fidelity.ts';
import { outcomeKinds, type Report, reasonCodes, verdicts } from './report.ts';
import { stepSchema } from './step-schema.ts';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();

const counterexample = z.object({
  steps: z.array(stepSchema).readonly(),
  program: z.array(z.string()).readonly(),
  expected: z.string(),
  actual: z.string(),
  transcript: z
    .array(
      z.object({
        atMs: z.number(),
        operation: z.string(),
        request: z.string(),
        response: z.string(),
        fault: z.string().optional(),
      }),
    )
    .readonly(),
  replay: z.string(),
  found: z.object({ stepsBefore: count, cases: count, shrinkRuns: count }),
});

export const outcomeSchema = z.object({
  contract: z.string(),
  level: z.enum(['must', 'should']),
  testbed: z.string().optional(),
  run: z.object({ id: z.string(), finishedAt: z.iso.datetime() }).optional(),
  outcome: z.enum(outcomeKinds),
  reason: z.object({ code: z.enum(reasonCodes), text: z.string() }).optional(),
  cases: count,
  steps: count,
  seed: z.int(),
  timing: z.object({ p50Ms: milliseconds, p95Ms: milliseconds }),
  counterexample: counterexample.optional(),
  coverage: z.object({ acting: count, reached: z.record(z.string(), count) }).optional(),
  weak: z.string().optional(),
  missing: z.array(z.string()).readonly().optional(),
  waiver: z
    .object({
      owner: z.string(),
      reason: z.string(),
      link: z.string(),
      expires: z.iso.date(),
      state: z.enum(['applied', 'needless', 'expired']),
    })
    .optional(),
  conflict: z
    .array(z.object({ outcome: z.enum(outcomeKinds), run: z.string(), finishedAt: z.iso.datetime() }))
    .readonly()
    .optional(),
});

export const testbedSchema = z.object({
  name: z.string(),
  fidelity: z.enum(fidelities),
  tolerances: z.object({
    consistencyWindowMs: milliseconds,
    bootTimeoutMs: milliseconds,
    terminateTimeoutMs: milliseconds,
    callTimeoutMs: milliseconds,
  }),
});

export const providerSchema = z.object({
  name: z.string(),
  tier: z.enum(['testing', 'additional', 'reference']),
  source: z.object({ path: z.string(), version: z.string().optional() }).optional(),
  digest: z.string(),
  capabilities: z.record(z.enum(capabilityNames), z.boolean()),
  testbed: testbedSchema,
  alsoOn: z.array(testbedSchema).readonly().optional(),
  verdict: z.enum(verdicts),
  outcomes: z.array(outcomeSchema).readonly(),
  remarks: z.array(z.string()).readonly().optional(),
  resources: z.object({ created: count, destroyed: count, leaked: count }),
  timing: z.object({ totalMs: milliseconds }),
});

export const runSchema = z.object({
  id: z.string(),
  seed: z.int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  interrupted: z.boolean(),
  assayVersion: z.string().optional(),
  shard: z.string().optional(),
});

const report = z.object({
  schemaVersion: z.literal(1),
  run: runSchema,
  contractSet: z.object({ version: z.string(), digest: z.string(), ids: z.array(z.string()).readonly() }),
  providers: z.array(providerSchema).readonly(),
});

type Covers<T extends U, U> = T;

// The schema gives a Report, and every Report is in the schema: neither can drift from the other.
const checked: z.ZodType<Covers<Report, z.infer<typeof report>>> = report;

/**
 * The shape of `report.json`.
 *
 * @example
 * const report = reportSchema.parse(JSON.parse(await readFile('.assay/report.json', 'utf8')));
 */
export const reportSchema: z.ZodType<Report> = checked;
