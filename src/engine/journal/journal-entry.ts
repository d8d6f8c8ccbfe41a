import { z } from 'zod';
import type { BoundKind } from '../bindings.ts';
import type { Subject } from '../subject.ts';

/** A process that takes care of what the journal tells of. A later one of the same run writes its own. */
export interface CaretakerEntry {
  readonly type: 'caretaker';
  readonly version: 1;
  readonly runId: string;
  readonly subject: Subject;
  readonly testbed: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly host: string;
  readonly pid: number;
  /** When the process began, as its system counts; a number that is used again by another process has another. */
  readonly processStart: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** One line of a journal. */
export type JournalEntry =
  | CaretakerEntry
  /** Written before the call: something is about to be made. */
  | {
      readonly type: 'intent';
      readonly n: number;
      readonly kind: BoundKind;
      readonly key: string | null;
      readonly region: string | null;
      readonly usdPerHour?: number | null;
      readonly at: string;
    }
  /** The call gave this. */
  | { readonly type: 'made'; readonly n: number; readonly kind: BoundKind; readonly id: string }
  /** The call was refused for certain: nothing was made. */
  | { readonly type: 'refused'; readonly n: number }
  | { readonly type: 'gone'; readonly id: string }
  /** Written before it is done: a machine is about to be changed behind its provider's back, until that is undone. */
  | { readonly type: 'changed'; readonly n: number; readonly what: string; readonly on: string; readonly at: string }
  | { readonly type: 'undone'; readonly n: number };

const kinds = ['instance', 'snapshot', 'volume', 'warm-volume', 'spot-ticket'] as const satisfies readonly BoundKind[];
const kind = z.enum(kinds);
const n = z.int().positive();

/** Shape of a line. */
export const journalEntrySchema: z.ZodType<JournalEntry> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('caretaker'),
    version: z.literal(1),
    runId: z.string(),
    subject: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('registered'), name: z.string() }),
      z.object({ kind: z.literal('module'), path: z.string() }),
    ]),
    testbed: z.string(),
    settings: z.record(z.string(), z.string()),
    host: z.string(),
    pid: z.int(),
    processStart: z.string().nullable(),
    at: z.string(),
  }),
  z.object({
    type: z.literal('intent'),
    n,
    kind,
    key: z.string().nullable(),
    region: z.string().nullable(),
    usdPerHour: z.number().nullable().optional(),
    at: z.string(),
  }),
  z.object({ type: z.literal('made'), n, kind, id: z.string() }),
  z.object({ type: z.literal('refused'), n }),
  z.object({ type: z.literal('gone'), id: z.string() }),
  z.object({ type: z.literal('changed'), n, what: z.string(), on: z.string(), at: z.string() }),
  z.object({ type: z.literal('undone'), n }),
]);
