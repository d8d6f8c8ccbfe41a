import type { IntentPhase, LaunchIntent } from '../control-plane.ts';
import type { DurableStore } from '../durable-store.ts';

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
  /** When a machine of it was first seen to run. */
  readonly ranAtMs?: number;
  /** Whether an attempt was refused before, under another key. */
  readonly wasRefused?: boolean;
  readonly reason?: string;
}

/** The records of every intent, in the store. */
export interface IntentRecords {
  get(id: string): Promise<IntentRecord | undefined>;
  all(): Promise<readonly IntentRecord[]>;
  put(record: IntentRecord): Promise<IntentRecord>;
  /**
   * Changes what the record is now, which others may have changed meanwhile, and gives it. Does nothing, and gives
   * undefined, where it is gone, where something else than `wanted` is wanted by now, or where `parts` gives nothing.
   */
  change(
    id: string,
    parts: Change | (() => Change | undefined),
    wanted?: IntentRecord['wanted'],
  ): Promise<IntentRecord | undefined>;
}

/** Parts of a record; those that are undefined are taken out. */
type Change = { readonly [K in keyof IntentRecord]?: IntentRecord[K] | undefined };

export function openRecords(store: DurableStore): IntentRecords {
  const keyOf = (id: string) => `intents/${id}`;
  const get = (id: string) => store.get<IntentRecord>(keyOf(id));
  const write = async (record: IntentRecord): Promise<IntentRecord> => {
    await store.put(keyOf(record.intent.id), record);
    return record;
  };
  // Each waits for the one before: who reads and then writes must not undo what was written in between.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(() => {});
    return turn;
  };
  return {
    get,
    put: (record) => inTurn(() => write(record)),
    all: async () => {
      const records = await Promise.all((await store.keys('intents/')).map((key) => store.get<IntentRecord>(key)));
      return records.filter((record) => record !== undefined);
    },
    change: (id, parts, wanted) =>
      inTurn(async () => {
        const record = await get(id);
        if (!record || record.wanted !== (wanted ?? record.wanted)) return undefined;
        const change = typeof parts === 'function' ? parts() : parts;
        return change && write({ ...record, ...change } as IntentRecord);
      }),
  };
}
