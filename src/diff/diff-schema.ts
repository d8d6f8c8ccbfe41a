import { z } from 'zod';
import { outcomeKinds, reasonCodes, verdicts } from '../engine/report.ts';
import { outcomeSchema, runSchema, testbedSchema } from '../engine/report-schema.ts';
import { capabilityNames } from '../provider/capability.ts';

const milliseconds = z.number().nonnegative();

/** worse: what the exit code is about. neutral: news that is neither, such as timings, which depend on the machine too. */
const effect = z.enum(['worse', 'neutral', 'better']);

const ofProvider = z.object({ effect, provider: z.string() });
const ofContract = ofProvider.extend({ contract: z.string() });

const said = z.object({
  outcome: z.enum(outcomeKinds),
  reason: z.object({ code: z.enum(reasonCodes), text: z.string() }).optional(),
});

const outcomeChange = ofContract.extend({
  kind: z.literal('outcome'),
  level: z.enum(['must', 'should']),
  /** unjudged: it was judged, and is not any more. shifted: it was no pass, and is another kind of none. */
  change: z.enum(['broken', 'unjudged', 'shifted', 'judged', 'mended']),
  before: said,
  after: said,
  /** What was expected and seen, and the command that shows it. */
  counterexample: z.object({ expected: z.string(), actual: z.string(), replay: z.string() }).optional(),
});

const testbeds = z.array(testbedSchema.omit({ tolerances: true })).readonly();
const waiver = outcomeSchema.shape.waiver.unwrap();
const contractSet = z.object({ version: z.string(), digest: z.string() });

const change = z.discriminatedUnion('kind', [
  outcomeChange,
  ofProvider.extend({ kind: z.literal('verdict'), before: z.enum(verdicts), after: z.enum(verdicts) }),
  ofProvider.extend({ kind: z.literal('leaked'), before: z.int(), after: z.int() }),
  ofProvider.extend({ kind: z.literal('provider-removed'), verdict: z.enum(verdicts) }),
  ofProvider.extend({ kind: z.literal('provider-added'), verdict: z.enum(verdicts) }),
  ofContract.extend({ kind: z.literal('contract-removed'), outcome: z.enum(outcomeKinds) }),
  ofContract.extend({ kind: z.literal('contract-added'), outcome: z.enum(outcomeKinds) }),
  ofProvider.extend({ kind: z.literal('capability-lost'), capability: z.enum(capabilityNames) }),
  ofProvider.extend({ kind: z.literal('capability-gained'), capability: z.enum(capabilityNames) }),
  /** A pass that shows less than it did, or more. */
  ofContract.extend({ kind: z.literal('evidence'), change: z.enum(['weaker', 'stronger']), weak: z.string() }),
  ofProvider.extend({ kind: z.literal('testbeds'), before: testbeds, after: testbeds }),
  ofContract.extend({
    kind: z.literal('timing'),
    measure: z.enum(['p50', 'p95']),
    change: z.enum(['slower', 'faster']),
    beforeMs: milliseconds,
    afterMs: milliseconds,
  }),
  ofProvider.extend({
    kind: z.literal('tolerance'),
    testbed: z.string(),
    tolerance: z.string(),
    beforeMs: milliseconds,
    afterMs: milliseconds,
  }),
  ofContract.extend({
    kind: z.literal('waiver'),
    change: z.enum(['added', 'changed', 'gone']),
    before: waiver.optional(),
    after: waiver.optional(),
  }),
  ofProvider.extend({
    kind: z.literal('source'),
    what: z.enum(['digest', 'version', 'tier']),
    before: z.string(),
    after: z.string(),
  }),
  z.object({ effect, kind: z.literal('contract-set'), before: contractSet, after: contractSet }),
]);

const side = z.object({ file: z.string(), run: runSchema, contractSet });

/** The shape of what `assay diff --reporter json` writes. */
export const diffSchema = z.object({
  schemaVersion: z.literal(1),
  before: side,
  after: side,
  /** By how much a timing has to move to be told. */
  thresholdPercent: z.number().nonnegative(),
  /** Whether any change is for the worse. */
  isWorse: z.boolean(),
  /** The worst first. */
  changes: z.array(change).readonly(),
});

/** What changed from one report to another. */
export type ReportDiff = z.infer<typeof diffSchema>;

/** One thing that changed. */
export type Change = z.infer<typeof change>;

/** What became of a contract. */
export type OutcomeChange = z.infer<typeof outcomeChange>;

export type Effect = z.infer<typeof effect>;
