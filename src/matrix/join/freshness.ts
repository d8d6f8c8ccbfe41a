import type { Judgement } from '../evidence/judgement.ts';
import type { RunRecord } from '../evidence/run-record.ts';
import type { CellEvidence, Lifetime } from '../matrix.ts';

/** When a matrix is built, and how long a result lives. */
export interface Clock {
  /** ISO time. */
  readonly at: string;
  readonly lifetime: Lifetime;
}

export type Age = Pick<CellEvidence, 'ageDays' | 'freshness'>;

const dayMs = 86_400_000;

/** How old a run is. What its signer does not stand for any more is expired, however young. */
export function ageOfRun(record: RunRecord, clock: Clock): Age {
  return ageOf(judgedAt(record.run), record, clock);
}

/** The same of one of its outcomes, which a merged report may have from a run long before. */
export function ageOfJudgement({ finishedAt }: Judgement, record: RunRecord, ofRun: Age, clock: Clock): Age {
  return finishedAt === undefined ? ofRun : ageOf(finishedAt, record, clock);
}

function ageOf(time: string, { expiresAt }: RunRecord, clock: Clock): Age {
  const age = ageSince(time, clock);
  const isOver = expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(clock.at);
  return isOver ? { ...age, freshness: 'expired' } : age;
}

/** How old a thing of this time is. A clock that is a little ahead makes nothing younger than now. */
export function ageSince(time: string, { at, lifetime }: Clock): Age {
  const ageDays = Math.max(0, (Date.parse(at) - Date.parse(time)) / dayMs);
  if (ageDays >= lifetime.expiresAfterDays) return { ageDays, freshness: 'expired' };
  return { ageDays, freshness: ageDays >= lifetime.staleAfterDays ? 'stale' : 'fresh' };
}

/** Where an outcome of a merged run does not say which of its parts it is from, it is as old as the oldest can be. */
function judgedAt({ id, startedAt, finishedAt }: RunRecord['run']): string {
  return id.includes('+') ? startedAt : finishedAt;
}
