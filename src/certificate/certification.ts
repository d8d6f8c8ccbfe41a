import { z } from 'zod';
import { outcomeSchema, providerSchema, runSchema, testbedSchema } from '../engine/report-schema.ts';

/** What kind of statement a certificate of ours is; the last part is the version of its shape. */
export const certificationType = 'urn:assay:certification:v1';

/**
 * What a certificate says: every contract of the frozen set with what it came to, and on what evidence. A counterexample
 * stays in the report: a certificate is for strangers, and a transcript is not.
 */
export const certificationSchema = z.object({
  assayVersion: z.string(),
  run: runSchema,
  expiresAt: z.iso.datetime(),
  contractSet: z.object({ version: z.string(), digest: z.string(), ids: z.array(z.string()).readonly() }),
  provider: providerSchema.pick({
    name: true,
    tier: true,
    source: true,
    digest: true,
    capabilities: true,
    resources: true,
    verdict: true,
  }),
  /** Everywhere that there is evidence from; the first is where an outcome comes from that names none. */
  testbeds: z.array(testbedSchema).readonly(),
  outcomes: z.array(outcomeSchema.omit({ counterexample: true, coverage: true })).readonly(),
  /** `sha256:` of the report that it was made from, as `assay certify` wrote it. */
  report: z.object({ digest: z.string() }),
});

/** The predicate of a certificate, of one provider. */
export type Certification = z.infer<typeof certificationSchema>;
