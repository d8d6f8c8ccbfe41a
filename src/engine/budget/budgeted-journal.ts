import type { Intent, Journal } from '../journal/journal.ts';
import type { Budget, Reservation } from './budget.ts';

/** A journal that takes no intent beyond the budget. `onSpent` is told before it throws. */
export function budgetedJournal(journal: Journal, budget: Budget, onSpent: (spent: Error) => void): Journal {
  const asked = new Map<number, Reservation>();
  const made = new Map<string, Reservation>();

  const reserve = (intent: Intent): Reservation => {
    try {
      return budget.reserve(isInstance(intent), intent.usdPerHour);
    } catch (spent) {
      onSpent(spent as Error);
      throw spent;
    }
  };

  return {
    ...journal,
    intend: (intent) => {
      const reservation = reserve(intent);
      const n = journal.intend(intent);
      asked.set(n, reservation);
      return n;
    },
    made: (n, kind, id) => {
      journal.made(n, kind, id);
      const reservation = asked.get(n);
      if (!reservation) return;
      // One key may give one instance several times: only the first one costs.
      if (made.has(id)) reservation.release();
      else made.set(id, reservation);
    },
    refused: (n) => {
      journal.refused(n);
      asked.get(n)?.release();
    },
    gone: (id) => {
      journal.gone(id);
      made.get(id)?.close();
    },
  };
}

/** What counts as one of the instances that a run may have. */
export function isInstance({ kind }: Pick<Intent, 'kind'>): boolean {
  return kind === 'instance' || kind === 'spot-ticket';
}
