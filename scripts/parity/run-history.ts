import type { History } from './call.ts';
import { compare, type Difference } from './compare.ts';
import type { Judge } from './judge.ts';
import type { Quirk } from './quirks/quirk.ts';

/** What came of one history. */
export interface Ran {
  readonly calls: number;
  readonly equal: number;
  readonly explained: readonly Explained[];
  readonly unexplained: readonly Difference[];
  /** Calls that came after the two had parted, and say nothing. */
  readonly behind: number;
}

export interface Explained {
  readonly quirk: Quirk;
  readonly difference: Difference;
}

/** Asks both judges the same calls until the history ends, or until what they hold is no longer the same. */
export async function runHistory(
  history: History,
  [model, moto]: readonly [Judge, Judge],
  quirks: readonly Quirk[],
): Promise<Ran> {
  const explained: Explained[] = [];
  const unexplained: Difference[] = [];
  let equal = 0;
  for (const [index, call] of history.entries()) {
    const [ours, theirs] = await Promise.all([model.ask(call), moto.ask(call)]);
    const differences = compare(call, { reply: ours, names: model.names }, { reply: theirs, names: moto.names });
    const own = differences.flatMap((difference) => {
      const quirk = quirkOf(difference, quirks);
      return quirk ? [{ quirk, difference }] : [];
    });
    explained.push(...own);
    if (differences.length === 0) equal += 1;
    const hasParted = own.some(({ quirk }) => quirk.parts);
    unexplained.push(...differences.filter((difference) => !quirkOf(difference, quirks)));
    if (hasParted || isApart(unexplained)) {
      return { calls: index + 1, equal, explained, unexplained, behind: history.length - index - 1 };
    }
  }
  return { calls: history.length, equal, explained, unexplained, behind: 0 };
}

/** What one of them refused it may have refused to do; a field is no more than a field. */
function isApart(unexplained: readonly Difference[]): boolean {
  return unexplained.some(({ path }) => path === 'outcome');
}

function quirkOf(difference: Difference, quirks: readonly Quirk[]): Quirk | undefined {
  return quirks.find((quirk) => quirk.matches(difference));
}
