import { z } from 'zod';

/** The calls of a provider that a trigger may wait for. `spawn` is also a spot request, `other` the rest. */
export const callOperations = ['spawn', 'terminate', 'list', 'get', 'other'] as const;

export type CallOperation = (typeof callOperations)[number];

/** What may happen in a run, for triggers that come after it. */
export const runEvents = [
  'acknowledged',
  'machine-born',
  'machine-running',
  'machine-ending',
  'machine-gone',
  'crashed',
  'restarted',
  'job-begun',
] as const;

export type RunEvent = (typeof runEvents)[number];

const nth = z.int().min(1).max(1_000);
const milliseconds = z.int().min(0).max(3_600_000);

/** When a disturbance begins. Times count from the beginning of the run. */
export const triggerSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('time'), atMs: milliseconds }),
  /** Right before the nth call of the control plane, so that it meets this call. */
  z.strictObject({ on: z.literal('call'), operation: z.enum(callOperations), nth }),
  z.strictObject({ on: z.literal('event'), event: z.enum(runEvents), nth, delayMs: milliseconds.default(0) }),
  /** As soon as so many machines of the control plane live. */
  z.strictObject({ on: z.literal('state'), machinesAtLeast: z.int().min(1).max(100) }),
]);

export type Trigger = z.infer<typeof triggerSchema>;
