import { z } from 'zod';
import { disturbanceSchema } from './disturbance.ts';
import { disturbanceKinds, findKind } from './disturbance-kinds.ts';
import { oracleIds } from './oracles/oracle-set.ts';

const atMs = z.int().min(0).max(3_600_000);
const span = z.int().min(1_000).max(3_600_000);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'write small letters, digits and hyphens');

/** What somebody asks of the control plane, and when. */
const operationSchema = z.discriminatedUnion('do', [
  z.strictObject({
    ...{ do: z.literal('launch'), intent: id, atMs, spot: z.boolean().optional() },
    /** In how many regions of the host it may be, the first ones in their order. Where the host has fewer, in those. */
    regions: z.int().min(2).max(8).optional(),
    /** It is to end by itself so long after it first ran, */
    lifeMaxMs: span.optional(),
    /** or when it had no work for so long. */
    idleAfterMs: span.optional(),
  }),
  z.strictObject({ do: z.literal('terminate'), intent: id, atMs }),
  /** Work of `forMs` for the machine of the intent, begun wherever the control plane says. */
  z.strictObject({ do: z.literal('run-job'), intent: id, atMs, forMs: span }),
]);

export type Operation = z.infer<typeof operationSchema>;

export type Launch = Extract<Operation, { do: 'launch' }>;

export type Job = Extract<Operation, { do: 'run-job' }>;

/** How long each part of a run takes, and how often the control plane gets its turn. */
const phasesSchema = z.strictObject({
  /** Disturbances begin in this time, and are healed at its end. */
  disturbMs: z.int().min(1_000).max(3_600_000).default(90_000),
  /** Then nothing is done for so long, */
  quietMs: z.int().min(0).max(3_600_000).default(10_000),
  /** and after at most so long everything must be as it was asked for. */
  convergeMs: z.int().min(1_000).max(3_600_000).default(240_000),
  /** Between two rounds of reconciliation. */
  reconcileEveryMs: z.int().min(100).max(600_000).default(5_000),
});

/**
 * One experiment: what is asked, what is done to it, and what must hold. Plain data, so that it can be shrunk, stored and
 * played again.
 *
 * @example
 * experimentSchema.parse({ version: 1, operations: [{ do: 'launch', intent: 'a', atMs: 0 }], disturbances: [] });
 */
export const experimentSchema = z
  .strictObject({
    /** For editors: where its JSON Schema is. */
    $schema: z.string().max(1_000).optional(),
    version: z.literal(1),
    name: z.string().max(200).optional(),
    operations: z.array(operationSchema).min(1).max(200),
    disturbances: z.array(disturbanceSchema).max(50).default([]),
    /** The oracles that judge it, each of which must have something to judge. Without them, all judge what there is. */
    oracles: z.array(z.string().max(60)).min(1).max(100).optional(),
    phases: phasesSchema.prefault({}),
  })
  .superRefine((experiment, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const [index, name] of (experiment.oracles ?? []).entries()) {
      if (!oracleIds.includes(name)) refuse(['oracles', index], unknown('oracle', name, oracleIds));
    }
    const ids = new Set<string>();
    for (const [index, disturbance] of experiment.disturbances.entries()) {
      if (ids.has(disturbance.id)) refuse(['disturbances', index, 'id'], `${disturbance.id} is used twice`);
      ids.add(disturbance.id);
      const kind = findKind(disturbance.kind);
      const names = disturbanceKinds.map((each) => each.kind);
      if (!kind) refuse(['disturbances', index, 'kind'], unknown('disturbance', disturbance.kind, names));
      const parsed = kind?.parameters.safeParse(disturbance.parameters);
      for (const issue of parsed?.error?.issues ?? []) {
        refuse(['disturbances', index, 'parameters', ...issue.path.map(String)], issue.message);
      }
    }
  });

export type Experiment = z.infer<typeof experimentSchema>;

function unknown(what: string, name: string, known: readonly string[]): string {
  return `there is no ${what} ${JSON.stringify(name)}; known are ${known.join(', ')}`;
}

/** The intents of an experiment, in the order of their first operation. */
export function intentsOf({ operations }: Pick<Experiment, 'operations'>): readonly string[] {
  return [...new Set(operations.map(({ intent }) => intent))];
}
