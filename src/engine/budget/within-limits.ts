import { createRealClock } from '../../testbed/real-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { KeptJournal } from '../journal/keep-journal.ts';
import { type BudgetLimits, createBudget } from './budget.ts';
import { budgetedJournal, isInstance } from './budgeted-journal.ts';

const clock = createRealClock();

/** The journal of a run, kept within its limits; what earlier processes of the run made counts too. */
export function withinLimits(
  { journal, asked }: KeptJournal,
  limits: BudgetLimits | undefined,
  onSpent: (spent: Error) => void,
): Journal {
  if (!limits) return journal;
  const nowMs = clock.now();
  const earlier = asked.map((thing) => ({
    ...{ isInstance: isInstance(thing), usdPerHour: thing.usdPerHour, isGone: thing.isGone },
    ageMs: nowMs - Date.parse(thing.at),
  }));
  return budgetedJournal(journal, createBudget(limits, clock.monotonic, earlier), onSpent);
}
