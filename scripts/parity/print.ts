import { callText, type History } from './call.ts';
import type { Difference } from './compare.ts';
import type { Quirk } from './quirks/quirk.ts';
import type { Ran } from './run-history.ts';

export interface Tally {
  readonly ran: readonly Ran[];
  readonly quirks: readonly Quirk[];
  readonly seconds: number;
  /** Whether it was so much that every quirk must have been seen. */
  readonly isWhole: boolean;
}

/** Prints what all histories came to; false where something is not as it should be. */
export function printTally({ ran, quirks, seconds, isWhole }: Tally): boolean {
  const sum = (field: 'calls' | 'equal' | 'behind') => ran.reduce((total, each) => total + each[field], 0);
  const explained = ran.flatMap((each) => each.explained);
  const unexplained = ran.flatMap((each) => each.unexplained);
  const counts = quirks.map((quirk) => ({
    name: quirk.name,
    seen: explained.filter((each) => each.quirk === quirk).length,
  }));
  const stale = isWhole ? counts.filter(({ seen }) => seen === 0) : [];
  for (const { name, seen } of counts) console.log(`${String(seen).padStart(6)}  ${name}`);
  for (const { name } of stale) console.log(`stale: no history shows the quirk "${name}"`);
  for (const text of kindsOf(unexplained)) console.log(`not explained: ${text}`);
  console.log(
    `${ran.length} histories, ${sum('calls')} calls, ${sum('equal')} equal answers, ` +
      `${explained.length} differences by ${counts.length} quirks, unexplained: ${unexplained.length}; ` +
      `${sum('behind')} calls lay behind a parting; ${seconds.toFixed(1)} s`,
  );
  return stale.length === 0 && unexplained.length === 0;
}

/** Differences that are alike, told once. */
function kindsOf(differences: readonly Difference[]): readonly string[] {
  const kinds = Map.groupBy(
    differences,
    (difference) => `${difference.call.action} ${aspectText(difference, difference.path)}`,
  );
  return [...kinds]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([text, own]) => `${text} (${own.length} times, such as ${own[0] ? callText(own[0].call) : ''})`);
}

/** Prints the smallest history that shows something unexplained. */
export function printUnexplained(history: History, { unexplained }: Ran): void {
  console.error('the smallest history that shows one:');
  for (const call of history) console.error(`  ${callText(call)}`);
  for (const difference of unexplained) console.error(`  ${aspectText(difference, difference.where)}`);
}

function aspectText({ model, moto }: Difference, where: string): string {
  return `${where}: the model says ${model ?? 'nothing'}, moto ${moto ?? 'nothing'}`;
}
