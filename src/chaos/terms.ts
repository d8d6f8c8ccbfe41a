import type { Activity } from './activity.ts';
import type { Experiment } from './experiment.ts';
import type { Machine } from './truth.ts';

/** On what terms somebody wants a machine. */
export interface Terms {
  readonly lifeMaxMs?: number;
  readonly idleAfterMs?: number;
}

/** The terms of each intent, in the order of their first operation. */
export function termsOf({ operations }: Pick<Experiment, 'operations'>): ReadonlyMap<string, Terms> {
  const terms = new Map<string, Terms>();
  for (const operation of operations) {
    if (operation.do === 'launch') {
      const { lifeMaxMs, idleAfterMs } = operation;
      const own = { ...(lifeMaxMs !== undefined && { lifeMaxMs }), ...(idleAfterMs !== undefined && { idleAfterMs }) };
      terms.set(operation.intent, own);
    } else if (!terms.has(operation.intent)) terms.set(operation.intent, {});
  }
  return terms;
}

/** Whether it ends by itself at all. */
export function isLimited({ lifeMaxMs, idleAfterMs }: Terms): boolean {
  return lifeMaxMs !== undefined || idleAfterMs !== undefined;
}

/** What is told of work may be so late, and whoever believes it is early by as much. */
const lateMs = 10_000;

/** Whether it may have ended by itself: it has lived as long as it may, or had no work for so long, since a machine of it ran. */
export function isDue(
  { lifeMaxMs = Number.POSITIVE_INFINITY, idleAfterMs = Number.POSITIVE_INFINITY }: Terms,
  machines: readonly Machine[],
  activity: Activity,
  nowMs: number,
): boolean {
  return machines.some(({ id, ranMs, bornMs, endingMs = nowMs }) => {
    if (ranMs === undefined) return false;
    // Before and after it, the id may have been another's.
    const works = activity.works.filter(
      ({ instanceId, fromMs }) => instanceId === id && fromMs >= bornMs && fromMs <= endingMs,
    );
    const workedMs = works.map(({ untilMs }) => untilMs);
    return nowMs - ranMs >= lifeMaxMs || nowMs - Math.max(ranMs, ...workedMs) >= idleAfterMs - lateMs;
  });
}
