import { z } from 'zod';
import { fidelities } from '../testbed/fidelity.ts';
import { crashPoints } from './control-plane-process.ts';
import { divergenceSchema } from './divergence-schema.ts';
import { experimentSchema } from './experiment.ts';
import { promotionLabels } from './real/promotion-labels.ts';
import { countedRunSchema, uncountedRunSchema } from './shards/counted-run.ts';
import { callOperations } from './trigger.ts';

/**
 * pass: nothing was violated, and everything that was to be done to it was done. inconclusive: nothing was violated, and
 * something never really ran. nondeterministic: the same seed went two ways.
 */
export const chaosVerdicts = ['pass', 'fail-safety', 'fail-liveness', 'inconclusive', 'nondeterministic'] as const;

export type ChaosVerdict = (typeof chaosVerdicts)[number];

/** Only what was drawn shows that a control plane survives whatever the contracts permit; the others are about one thing. */
export const chaosScopes = ['drawn', 'experiment', 'crash-points'] as const;

const count = z.int().nonnegative();

const timesSchema = z.object({ times: count, p50Ms: z.number().nonnegative(), p95Ms: z.number().nonnegative() });
const promotionSchema = z.object({
  testbed: z.string(),
  label: z.enum(promotionLabels),
  confirmed: count,
  runs: count,
  /** Why it is inconclusive. */
  reasons: z.array(z.string()).readonly(),
});

const failureSchema = z.object({
  oracle: z.string(),
  title: z.string(),
  signature: z.string(),
  message: z.string(),
  /** At most ten sentences. */
  story: z.array(z.string()).readonly(),
  seed: z.int(),
  experiment: experimentSchema,
  found: z.object({ run: count, operations: count, disturbances: count, shrinkRuns: count }),
  /** In how many runs there was one like it. */
  seen: count,
  digest: z.string(),
  replay: z.string(),
  /** What it came to on another host, where it was tried there. */
  promotion: promotionSchema.optional(),
  /** The same as a file that `assay chaos` takes, as a test of vitest, and as a page with its timeline. */
  emitted: z.object({ experiment: z.string(), test: z.string(), page: z.string() }),
  /** What its program printed last, where that was what failed. */
  lastWords: z.string().optional(),
});

/** One of several parts of a shaking, each made on a machine of its own, with all that the whole has to know of it. */
const shardSchema = z.object({
  index: z.int().positive(),
  count: z.int().positive(),
  /** Of everything that the parts have to agree on beside the seed. */
  plan: z.string(),
  failuresMax: count,
  /** The oracles that are to have something to judge. */
  oracles: z.array(z.string()).readonly(),
  runs: z.array(z.union([countedRunSchema, uncountedRunSchema])).readonly(),
});

/**
 * The shape of `chaos-report.json`.
 *
 * @example
 * const report = chaosReportSchema.parse(JSON.parse(await readFile('.assay/chaos-report.json', 'utf8')));
 */
export const chaosReportSchema = z.object({
  schemaVersion: z.literal(1),
  run: z.object({
    seed: z.int(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime(),
    interrupted: z.boolean(),
    assayVersion: z.string(),
    asked: count,
    made: count,
    simulatedMs: z.number().nonnegative(),
    events: count,
    /** Of those made, how many violated an oracle. */
    failed: count,
    /** How many were made twice, to compare the histories. */
    repeated: count,
  }),
  /** Present where this is but a part, which `assay merge` joins with the others. */
  shard: shardSchema.optional(),
  controlPlane: z.object({ name: z.string(), path: z.string().optional() }),
  /** The set whose promises the host was not made to break; absent in reports of before it was told. */
  contractSet: z.object({ version: z.string(), digest: z.string() }).optional(),
  /** What was run: everything that a seed draws, one experiment, or every crash point. Absent in older reports. */
  scope: z.enum(chaosScopes).optional(),
  /** The public bug whose experiment this was. */
  museum: z.object({ entry: z.string(), title: z.string(), bug: z.string(), oracle: z.string() }).optional(),
  host: z.object({ provider: z.string(), testbed: z.string(), fidelity: z.enum(fidelities) }),
  verdict: z.enum(chaosVerdicts),
  /** Why it is not a pass, where no oracle was violated. */
  reasons: z.array(z.string()).readonly(),
  disturbances: z
    .array(
      z.object({
        kind: z.string(),
        number: z.string(),
        meaning: z.string(),
        /** How this host does it; `unsupported` ones are never planned. */
        support: z.enum(['native', 'emulated', 'unsupported']),
        /** Why it is unsupported. */
        why: z.string().optional(),
        planned: count,
        acted: count,
        /** How long the control plane took to say something else, and until all was as it was asked for again. */
        reaction: z.object({ seen: timesSchema.optional(), settled: timesSchema.optional() }),
      }),
    )
    .readonly(),
  oracles: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: z.enum(['safety', 'liveness']),
        exercised: count,
        violated: z.boolean(),
      }),
    )
    .readonly(),
  /** With `--exhaustive`: where the control plane was let die, one place after the other, and what came of it. */
  crashPoints: z
    .array(
      z.object({
        crashes: z
          .array(
            z.object({
              call: count,
              operation: z.enum(callOperations),
              nth: count,
              atMs: z.number(),
              point: z.enum(crashPoints),
            }),
          )
          .readonly(),
        outcome: z.enum(['safe', 'unsafe', 'unreached']),
        why: z.string().optional(),
        story: z.array(z.string()).readonly().optional(),
      }),
    )
    .readonly()
    .optional(),
  /** Of each way to fail the first, in the order of their runs. */
  failures: z.array(failureSchema).readonly(),
  divergences: z.array(divergenceSchema).readonly(),
  /** Runs of which nothing came: the control plane hung in them, or took its process with it. */
  lost: z.array(z.object({ run: count, how: z.enum(['hung', 'crashed', 'ended']), text: z.string() })).readonly(),
  /** What would not go, with what to type; absent where worlds are thrown away whole. */
  leaked: z
    .array(z.object({ kind: z.string(), id: z.string(), why: z.string(), command: z.string() }))
    .readonly()
    .optional(),
});

export type ChaosReport = z.infer<typeof chaosReportSchema>;

export type ChaosShard = z.infer<typeof shardSchema>;

export type ReportedFailure = z.infer<typeof failureSchema>;
