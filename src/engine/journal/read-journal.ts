import type { HostChange } from '../../testbed/change-log.ts';
import type { BoundKind } from '../bindings.ts';
import { parseJson } from '../files/parse-data.ts';
import { type CaretakerEntry, type JournalEntry, journalEntrySchema } from './journal-entry.ts';

/** Something that was made and of which nobody has written that it is gone. */
export interface LeftOver {
  readonly kind: BoundKind;
  readonly id: string;
  readonly region: string | null;
  /** When it was asked for. */
  readonly at: string;
  /** Null where nobody knows. */
  readonly usdPerHour: number | null;
}

/** What a journal tells of its run. */
export interface JournalState {
  /** The latest. */
  readonly caretaker: CaretakerEntry;
  readonly left: readonly LeftOver[];
  /** Creates that were never answered: what they made, if anything, is known to the service alone. */
  readonly unanswered: readonly { readonly kind: BoundKind; readonly key: string | null; readonly at: string }[];
  /** Everything that was ever asked for and not refused, for what it may have cost. */
  readonly asked: readonly AskedThing[];
  /** Changes of machines that are there and that nobody has undone. */
  readonly changes: readonly HostChange[];
  readonly nextNumber: number;
}

/** Something that was asked for and may have been made. */
export interface AskedThing {
  readonly kind: BoundKind;
  /** Null where nobody knows. */
  readonly usdPerHour: number | null;
  readonly at: string;
  readonly isGone: boolean;
}

export type ReadJournal =
  | { readonly ok: true; readonly state: JournalState }
  | { readonly ok: false; readonly problem: string }
  /** Not even its first line was finished: nothing was made. */
  | { readonly ok: 'empty' };

/** Reads the text of a journal. Its last line may be torn: whoever wrote it was killed, and had not acted on it yet. */
export function readJournal(text: string): ReadJournal {
  const lines = text.split('\n');
  const whole = lines.slice(0, -1);
  if (whole.length === 0) return { ok: 'empty' };
  const entries: JournalEntry[] = [];
  for (const [index, line] of whole.entries()) {
    const entry = parseEntry(line);
    if (entry === undefined) return { ok: false, problem: `line ${index + 1} is no line of a journal` };
    entries.push(entry);
  }
  const caretaker = entries.findLast((entry) => entry.type === 'caretaker');
  if (!caretaker) return { ok: false, problem: 'it does not say which run it is of' };
  return { ok: true, state: { caretaker, ...whatIsLeft(entries) } };
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    const parsed = journalEntrySchema.safeParse(parseJson(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function whatIsLeft(entries: readonly JournalEntry[]): Omit<JournalState, 'caretaker'> {
  const intents = new Map(entries.flatMap((entry) => (entry.type === 'intent' ? [[entry.n, entry] as const] : [])));
  const answered = new Set(
    entries.flatMap((entry) => (entry.type === 'made' || entry.type === 'refused' ? [entry.n] : [])),
  );
  const gone = new Set(entries.flatMap((entry) => (entry.type === 'gone' ? [entry.id] : [])));
  const refused = new Set(entries.flatMap((entry) => (entry.type === 'refused' ? [entry.n] : [])));
  const goneIntents = new Set(
    entries.flatMap((entry) => (entry.type === 'made' && gone.has(entry.id) ? [entry.n] : [])),
  );
  const asked = [...intents.values()]
    .filter(({ n }) => !refused.has(n))
    .map(({ n, kind, usdPerHour = null, at }) => ({ kind, usdPerHour, at, isGone: goneIntents.has(n) }));
  // One key may give one instance several times.
  const left = new Map<string, LeftOver>();
  for (const entry of entries) {
    if (entry.type !== 'made' || gone.has(entry.id)) continue;
    const { region = null, at = '', usdPerHour = null } = intents.get(entry.n) ?? {};
    left.set(entry.id, { kind: entry.kind, id: entry.id, region, at, usdPerHour });
  }
  return {
    left: [...left.values()],
    unanswered: [...intents.values()].filter(({ n }) => !answered.has(n)),
    asked,
    changes: changesLeft(entries, gone),
    nextNumber: Math.max(0, ...entries.flatMap((entry) => ('n' in entry ? [entry.n] : []))) + 1,
  };
}

/** Whatever was done to a machine goes with it. */
function changesLeft(entries: readonly JournalEntry[], gone: ReadonlySet<string>): readonly HostChange[] {
  const undone = new Set(entries.flatMap((entry) => (entry.type === 'undone' ? [entry.n] : [])));
  return entries.flatMap((entry) =>
    entry.type === 'changed' && !undone.has(entry.n) && !gone.has(entry.on) ? [{ what: entry.what, on: entry.on }] : [],
  );
}
