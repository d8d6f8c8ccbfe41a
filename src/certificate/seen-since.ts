import type { Certification } from './certification.ts';

/** Of a report or of a certification, as far as it says when something was seen. */
interface Seen {
  readonly run: Pick<Certification['run'], 'finishedAt'>;
  readonly outcomes: readonly Pick<Certification['outcomes'][number], 'outcome' | 'run'>[];
}

/** When the oldest run ended that an outcome rests on: runs that are merged do not make each other younger. */
export function seenSince({ run, outcomes }: Seen): string {
  const judged = outcomes.filter(({ outcome }) => outcome !== 'skip' && outcome !== 'not-run');
  const times = judged.map((outcome) => outcome.run?.finishedAt ?? run.finishedAt);
  return times.reduce((oldest, time) => (Date.parse(time) < Date.parse(oldest) ? time : oldest), run.finishedAt);
}
