import type { Intent, Journal } from '../journal/journal.ts';
import type { Budget } from './budget.ts';

/** A journal that takes no intent beyond the budget. `onSpent` is told before it throws. */
export function budgetedJournal(journal: Journal, budget: Budget, onSpent: (spent: Error) => void): Journal {
  const numbers = new Map<string, number>();
  let reserved = 0;
  const ours = new Map<number, number>();

  const reserve = (intent: Intent): number => {
    reserved += 1;
    try {
      budget.reserve(reserved, isInstance(intent), intent.usdPerHour);
    } catch (spent) {
      onSpent(spent as Error);
      throw spent;
    }
    return reserved;
  };

  return {
    ...journal,
    intend: (intent) => {
      const reservation = reserve(intent);
      const n = journal.intend(intent);
      ours.set(n, reservation);
      return n;
    },
    made: (n, kind, id) => {
      journal.made(n, kind, id);
      const reservation = ours.get(n);
      if (reservation === undefined) return;
      // One key may give one instance several times: only the first one costs.
      if (numbers.has(id)) budget.release(reservation);
      else numbers.set(id, reservation);
    },
    refused: (n) => {
      journal.refused(n);
      const reservation = ours.get(n);
      if (reservation !== undefined) budget.release(reservation);
    },
    gone: (id) => {
      journal.gone(id);
      const reservation = numbers.get(id);
      if (reservation !== undefined) budget.close(reservation);
    },
  };
}

/** What counts as one of the instances that a run may have. */
export function isInstance({ kind }: Pick<Intent, 'kind'>): boolean {
  return kind === 'instance' || kind === 'spot-ticket';
}
