import { z } from 'zod';
import type { Step } from '../contracts/step.ts';

// What a request or a fault holds is the contract's business: some contracts ask for what no provider may accept.
const record = z.record(z.string(), z.unknown());

const targetOps = [
  'snapshot-status',
  'await-snapshot',
  'delete-snapshot',
  'cancel-spot',
  'get-volume',
  'await-volume',
  'delete-volume',
  'release-warm',
  'hibernate',
  'resume',
  'read-disk',
  'interrupt-spot',
  'drain-zone',
  'refill-zone',
  'get-enhanced',
  'get-enhanced-snapshot',
] as const;

/** Shape of a stored step: which operation, and on what. */
export const stepSchema: z.ZodType<Step> = z.discriminatedUnion('op', [
  z.object({ op: z.literal('spawn'), as: z.string(), request: record, bootstrap: z.string().optional() }),
  z.object({ op: z.literal('terminate'), target: z.string() }),
  z.object({ op: z.literal('get'), target: z.string() }),
  z.object({ op: z.literal('list'), filter: record.optional() }),
  z.object({ op: z.literal('bootstrap'), as: z.string().optional(), request: record }),
  z.object({ op: z.literal('startup') }),
  z.object({ op: z.literal('shutdown') }),
  z.object({ op: z.literal('heartbeat'), tasks: z.array(record) }),
  z.object({ op: z.literal('await-running'), target: z.string() }),
  z.object({ op: z.literal('wait'), ms: z.number() }),
  z.object({ op: z.literal('fault'), as: z.string(), fault: record }),
  z.object({ op: z.literal('heal'), target: z.string() }),
  z.object({ op: z.literal('create-snapshot'), as: z.string(), target: z.string() }),
  z.object({ op: z.enum(targetOps), target: z.string() }),
  z.object({ op: z.literal('request-spot'), as: z.string(), instanceAs: z.string(), request: record }),
  z.object({ op: z.literal('spot-prices'), filter: record.optional() }),
  z.object({ op: z.literal('list-regions') }),
  z.object({ op: z.literal('create-volume'), as: z.string(), request: record }),
  z.object({ op: z.literal('claim-warm'), as: z.string(), request: record.optional() }),
  z.object({ op: z.literal('costs'), period: record }),
  z.object({ op: z.literal('write-disk'), target: z.string(), text: z.string() }),
  z.object({ op: z.literal('workflow'), as: z.string(), workflow: z.string(), input: z.unknown() }),
  z.object({ op: z.literal('compensate'), workflow: z.string(), input: z.unknown() }),
  z.object({
    op: z.literal('process'),
    get steps() {
      return z.array(stepSchema);
    },
    death: z.object({ call: z.number(), moment: z.enum(['before', 'after']) }).optional(),
  }),
  z.object({
    op: z.literal('overlap'),
    get clients() {
      return z.array(z.array(stepSchema));
    },
  }),
]) as unknown as z.ZodType<Step>;
