import type { Outcome } from '../../engine/report.ts';
import type { Judgement, Judgements } from './judgement.ts';

/** Remembers what runs say, and what is equal once. */
export interface Memory {
  /** Of outcomes that came about on this testbed, unless they name another. */
  judgements(outcomes: readonly Outcome[], testbed: string): Judgements;
  contracts(ids: readonly string[]): readonly string[];
}

/**
 * The memory of one matrix. A million outcomes come to a handful of judgements, and most runs are asked the same contracts:
 * this is what makes it cheap to remember every run.
 */
export function createMemory(): Memory {
  const judgements = new Map<string, Judgement>();
  const lists = new Map<string, readonly string[]>();
  const places = new Map<readonly string[], ReadonlyMap<string, number>>();
  const contracts = (ids: readonly string[]) => remembered(lists, ids.join('\n'), () => ids);
  const judgementOf = ({ outcome, level, reason, testbed, run }: Outcome, testbedOfRun: string): Judgement => {
    const where = testbed ?? testbedOfRun;
    return remembered(judgements, `${outcome} ${level} ${reason?.code} ${run?.finishedAt} ${where}`, () => {
      const from = { ...(reason && { reason: { code: reason.code } }), ...(run && { finishedAt: run.finishedAt }) };
      return { outcome, level, testbed: where, ...from };
    });
  };
  return {
    contracts,
    judgements: (outcomes, testbed) => {
      const ids = contracts(outcomes.map(({ contract }) => contract));
      return {
        places: remembered(places, ids, () => new Map(ids.map((id, place) => [id, place]))),
        list: outcomes.map((outcome) => judgementOf(outcome, testbed)),
      };
    },
  };
}

/** The first that had the key. */
function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
