import type { Clock } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import type { AnyProvider } from '../../provider/provider.ts';
import type { Deadlines } from './deadlines.ts';
import type { IntentRecords } from './intent-record.ts';
import { intentOf } from './ownership.ts';
import type { Patience } from './patience.ts';
import type { Seal } from './seal.ts';
import type { Waits } from './waits.ts';
import type { Workplaces } from './workplaces.ts';

/** What one round of reconciliation works with. */
export interface Round {
  readonly provider: AnyProvider;
  readonly patience: Patience;
  readonly seal: Seal;
  readonly records: IntentRecords;
  readonly clock: Clock;
  readonly waits: Waits;
  readonly deadlines: Deadlines;
  readonly workplaces: Workplaces;
  /** In monotonic time. */
  readonly beganAtMs: number;
  /** The machines that carry the seals of each intent, as a complete list showed them at the beginning of the round. */
  readonly seen: ReadonlyMap<string, readonly Instance[]>;
  /** The same by their ids, and those without our mark as well. */
  readonly listed: ReadonlyMap<string, Instance>;
}

/** Looks once at everything. Throws where the whole of it cannot be had: nothing is concluded from a part. */
export async function beginRound(parts: Omit<Round, 'seen' | 'listed' | 'beganAtMs'>): Promise<Round> {
  const { patience, provider } = parts;
  const beganAtMs = parts.clock.monotonic();
  const instances = await patience.again(() => provider.list());
  parts.workplaces.sawList(instances);
  const seen = new Map<string, Instance[]>();
  for (const instance of instances) {
    const id = intentOf(instance, parts.seal);
    if (id !== undefined) seen.set(id, [...(seen.get(id) ?? []), instance]);
  }
  const listed = new Map(instances.map((instance) => [instance.id, instance]));
  return { ...parts, seen, listed, beganAtMs };
}

/** How long what was written may take to show in every read. */
export const settleMs = 15_000;

/** Whether this round's looks must show what was done then: one before that proves nothing by what it lacks. */
export function hasSettled(sinceMs: number, { beganAtMs }: Round): boolean {
  return beganAtMs - sinceMs >= settleMs;
}

/**
 * Whether more may have been done than the record tells: somebody may have set the store back. It is as new as it can be
 * where this process has begun it, and where a look must have shown whatever was done before this process began.
 */
export function mayBeOld(intentId: string, round: Round): boolean {
  return !round.records.isFresh(intentId) && !hasSettled(round.waits.since('begun'), round);
}
