import { z } from 'zod';
import type { Step } from '../contracts/step.ts';

// What a request or a fault holds is the contract's business: some contracts ask for what no provider may accept.
const record = z.record(z.string(), z.unknown());

/** Shape of a stored step: which operation, and on what. */
export const stepSchema: z.ZodType<Step> = z.discriminatedUnion('op', [
  z.object({ op: z.literal('spawn'), as: z.string(), request: record }),
  z.object({ op: z.literal('terminate'), target: z.string() }),
  z.object({ op: z.literal('get'), target: z.string() }),
  z.object({ op: z.literal('list'), filter: record.optional() }),
  z.object({ op: z.literal('bootstrap'), request: record }),
  z.object({ op: z.literal('startup') }),
  z.object({ op: z.literal('shutdown') }),
  z.object({ op: z.literal('heartbeat'), tasks: z.array(record) }),
  z.object({ op: z.literal('await-running'), target: z.string() }),
  z.object({ op: z.literal('wait'), ms: z.number() }),
  z.object({ op: z.literal('fault'), as: z.string(), fault: record }),
  z.object({ op: z.literal('heal'), target: z.string() }),
]) as unknown as z.ZodType<Step>;
