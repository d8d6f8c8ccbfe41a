import type { Clock } from '../../provider/context.ts';

/**
 * What time it is at AWS, as its answers tell. Requests are signed with it, on the clock of the context: a computer whose
 * clock is off is told so, and can be used all the same.
 */
export interface ServiceTime {
  /** The header `Date` of an answer that has just come. */
  note(header: string | undefined): void;
  /** How far the clock here is ahead of that of AWS; undefined where no answer has told. */
  aheadMs(): number | undefined;
  /** Now, at AWS. */
  now(): Date;
}

export function createServiceTime(clock: Pick<Clock, 'now'>): ServiceTime {
  let aheadMs: number | undefined;
  return {
    note: (header) => {
      const toldMs = Date.parse(header ?? '');
      if (!Number.isNaN(toldMs)) aheadMs = clock.now() - toldMs;
    },
    aheadMs: () => aheadMs,
    now: () => new Date(clock.now() - (aheadMs ?? 0)),
  };
}
