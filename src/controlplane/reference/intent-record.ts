import type { IntentPhase, LaunchIntent } from '../control-plane.ts';
import type { DurableStore } from '../durable-store.ts';

/** A machine that we had: its id, and when it was made, as far as it ever said so. */
export type Known = Required<Pick<IntentRecord, 'instanceId'>> & Pick<IntentRecord, 'bornAt'>;

/** All that is known of one intent. It is written before it is acted upon. */
export interface IntentRecord {
  readonly intent: LaunchIntent;
  readonly wanted: 'running' | 'ended';
  readonly phase: IntentPhase;
  /** Which machine this is the try for, counted from 1. Every attempt has a key of its own. */
  readonly attempt: number;
  /** Whether the machine of this attempt was asked for. Absent: it never was, so there is none. */
  readonly wasAsked?: true;
  readonly instanceId?: string;
  /** Which of its regions is tried, counted from 0. */
  readonly place?: number;
  /** The machines of attempts before, as far as they were known. */
  readonly former?: Readonly<Record<number, Known>>;
  /** When the machine was made, as it said itself: with its id, who it is. */
  readonly bornAt?: string;
  /** When a machine of it was first seen to run. */
  readonly ranAtMs?: number;
  /** Whether an attempt was refused before, under another key. */
  readonly wasRefused?: boolean;
  /** Whether the end of its machine was asked for, so that there can be another: whatever is shown of it, it is over. */
  readonly isDoomed?: true;
  /** How often nobody understood the answer. */
  readonly riddles?: number;
  readonly reason?: string;
}

/** The records of every intent, in the store. */
export interface IntentRecords {
  /**
   * Whether this process has begun it. What it has found in the store may be older than what was done: somebody may have
   * set the store back.
   */
  isFresh(id: string): boolean;
  get(id: string): Promise<IntentRecord | undefined>;
  all(): Promise<readonly IntentRecord[]>;
  /** Writes down the first of it, where there is nothing yet. */
  begin(record: IntentRecord): Promise<void>;
  /**
   * Changes what the record is now, which others may have changed meanwhile, and gives it. Does nothing, and gives
   * undefined, where it is gone, where something else than `wanted` is wanted by now, or where `parts` gives nothing.
   */
  change(
    id: string,
    parts: Change | ((record: IntentRecord) => Change | undefined),
    wanted?: IntentRecord['wanted'],
  ): Promise<IntentRecord | undefined>;
}

/** Parts of a record; those that are undefined are taken out. */
type Change = { readonly [K in keyof IntentRecord]?: IntentRecord[K] | undefined };

const triesMax = 10;

export function openRecords(store: DurableStore): IntentRecords {
  const keyOf = (id: string) => `intents/${id}`;
  const get = (id: string) => store.get<IntentRecord>(keyOf(id));
  const fresh = new Set<string>();
  // Each waits for the one before: who reads and then writes must not undo what was written in between.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  };
  return {
    get,
    isFresh: (id) => fresh.has(id),
    begin: (record) =>
      inTurn(async () => {
        const { id } = record.intent;
        for (let tries = 0; (await get(id)) === undefined; tries += 1) {
          if (tries >= triesMax) throw neverStays(id);
          if (await store.compareAndPut(keyOf(id), undefined, record)) fresh.add(id);
        }
      }),
    all: async () => {
      const records = await Promise.all((await store.keys('intents/')).map((key) => store.get<IntentRecord>(key)));
      return records.filter((record) => record !== undefined);
    },
    change: (id, parts, wanted) =>
      inTurn(async () => {
        for (let tries = 0; tries < triesMax; tries += 1) {
          const record = await get(id);
          if (!record || record.wanted !== (wanted ?? record.wanted)) return undefined;
          const change = typeof parts === 'function' ? parts(record) : parts;
          if (!change) return undefined;
          const changed = { ...record, ...change } as IntentRecord;
          // Another process may have been faster.
          if (await store.compareAndPut(keyOf(id), record, changed)) return changed;
        }
        throw neverStays(id);
      }),
  };
}

function neverStays(id: string): Error {
  return new Error(`the record of ${id} never stays as it was read`);
}

/** What is known of machines once there is another attempt. */
export function formerly({
  former,
  attempt,
  instanceId,
  bornAt,
}: Pick<IntentRecord, 'former' | 'attempt' | 'instanceId' | 'bornAt'>): Readonly<Record<number, Known>> {
  if (instanceId === undefined) return { ...former };
  return { ...former, [attempt]: { instanceId, ...(bornAt !== undefined && { bornAt }) } };
}
