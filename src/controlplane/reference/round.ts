import type { Clock } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import type { AnyProvider } from '../../provider/provider.ts';
import type { Deadlines } from './deadlines.ts';
import type { IntentRecords } from './intent-record.ts';
import { intentOf } from './ownership.ts';
import type { Patience } from './patience.ts';
import type { Waits } from './waits.ts';
import type { Workplaces } from './workplaces.ts';

/** What one round of reconciliation works with. */
export interface Round {
  readonly provider: AnyProvider;
  readonly patience: Patience;
  readonly records: IntentRecords;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly workplaces: Workplaces;
  readonly waits: Waits;
  /** In monotonic time. */
  readonly beganAtMs: number;
  /** The machines of each intent, as a complete list showed them at the beginning of the round. */
  readonly seen: ReadonlyMap<string, readonly Instance[]>;
}

/** Looks once at everything. Throws where the whole of it cannot be had: nothing is concluded from a part. */
export async function beginRound(parts: Omit<Round, 'seen' | 'beganAtMs'>): Promise<Round> {
  const { patience, provider } = parts;
  const beganAtMs = parts.clock.monotonic();
  const instances = await patience.again(() => provider.list());
  const seen = new Map<string, Instance[]>();
  for (const instance of instances) {
    const id = intentOf(instance);
    if (id !== undefined) seen.set(id, [...(seen.get(id) ?? []), instance]);
  }
  return { ...parts, seen, beganAtMs };
}

/** How long what was written may take to show in every read. */
export const settleMs = 15_000;

/** Whether this round's looks must show what was done then: one before that proves nothing by what it lacks. */
export function hasSettled(sinceMs: number, { beganAtMs }: Round): boolean {
  return beganAtMs - sinceMs >= settleMs;
}

/** What {@link Waits} call the wait for what came of an ask for a machine. */
export function askOf(intentId: string, attempt: number): string {
  return `asked/${intentId}/${attempt}`;
}
