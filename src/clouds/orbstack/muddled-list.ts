import type { MachineRecord } from './machine.ts';
import type { Store } from './store.ts';

/**
 * What a whole list comes to where the service muddles its pages, of which each has one machine. No two lists in a row
 * miss one: who looks twice sees everything.
 */
export function muddled(records: readonly MachineRecord[], store: Store): readonly MachineRecord[] {
  const { misconduct, wentWrong } = store;
  const wasMuddled = wentWrong.delete('list');
  const flaw = misconduct.inForce('muddles-pages')?.flaw;
  if (flaw === undefined || flaw === 'repeated-token' || records.length < 2) return records;
  if (flaw === 'limit-ignored') return misconduct.commit('muddles-pages') ? records : [];
  if (wasMuddled) return records;
  wentWrong.add('list');
  misconduct.commit('muddles-pages');
  // The first page always comes: the one that somebody was waiting for is most often the newest.
  const last = records.length - 1;
  if (flaw === 'dropped-page') return records.slice(0, last);
  return records.with(last, records[last - 1] as MachineRecord);
}
