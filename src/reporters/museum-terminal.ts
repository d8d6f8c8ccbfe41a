import Table from 'cli-table3';
import type { Exhibit } from '../chaos/museum/read-museum.ts';
import type { ToldExhibit, ToldNaive, ToldSound } from '../chaos/museum/tour.ts';
import type { TextStyle } from './text-style.ts';
import { visibleText } from './visible-text.ts';

/** The museum as a list: what a bug is called, who finds it, and where it was seen. */
export function renderMuseumList(
  exhibits: readonly Exhibit[],
  missing: readonly string[],
  { colors }: TextStyle,
): string {
  const lines = exhibits.flatMap(({ number, title, entry }) => [
    `${colors.bold(`museum/${number}`)}  ${entry.oracle}  ${visibleText(title)}`,
    colors.dim(`            ${visibleText(entry.bug)}`),
  ]);
  return [
    ...lines,
    '',
    ...missingLine(missing),
    'npx assay chaos museum/M01 shows one of them, museum --all all',
    '',
  ].join('\n');
}

export interface TourScope {
  readonly missing: readonly string[];
  readonly seeds: number;
  /** How many entries there should be. */
  readonly asked: number;
}

/** What became of each entry, and how many were as they should be. */
export function renderTour(
  told: readonly ToldExhibit[],
  { missing, seeds, asked }: TourScope,
  { colors, columns }: TextStyle,
): string {
  const failing = told.filter(({ naive }) => naive.problem === undefined).length;
  const surviving = told.filter(({ sound }) => sound.problem === undefined).length;
  const tint = (count: number, text: string) => (count === asked ? colors.green(text) : colors.red(text));
  return [
    columns >= tableColumns ? tourTable(told, seeds) : told.map((each) => tourLine(each, seeds)).join('\n'),
    ...told.flatMap(problemLines),
    ...missingLine(missing),
    tint(failing, `${failing} of ${asked} naive ones fail with the named oracle`),
    tint(surviving, `${surviving} of ${asked} sound ones survive ${seeds} seeds`),
    '',
  ].join('\n');
}

function missingLine(missing: readonly string[]): readonly string[] {
  return missing.length === 0 ? [] : [`not there yet: ${missing.join(', ')}`];
}

const tableColumns = 100;

function tourTable(told: readonly ToldExhibit[], seeds: number): string {
  const head = ['', 'public bug', 'oracle', 'found by', 'faults', 'operations', 'took', 'sound', 'took'];
  const colAligns = head.map((_, index) => (index < 4 ? ('left' as const) : ('right' as const)));
  const table = new Table({ head, colAligns, style: { head: [], border: [], compact: true } });
  for (const { number, title, oracle, naive, sound } of told) {
    const { disturbances, operations } = naive;
    table.push([
      ...[number, visibleText(title), oracle, naive.oracle ?? 'nobody', String(disturbances), String(operations)],
      ...[seconds(naive.tookMs), `${sound.survived}/${seeds}`, seconds(sound.tookMs)],
    ]);
  }
  return table.toString();
}

/** Where a table would not fit. */
function tourLine({ number, naive, sound }: ToldExhibit, seeds: number): string {
  return `${number}  ${naive.oracle ?? 'nobody'}  ${seconds(naive.tookMs)}  sound ${sound.survived}/${seeds}`;
}

function problemLines({ number, naive, sound }: ToldExhibit): readonly string[] {
  return [...problemLine(`${number} naive`, naive), ...problemLine(`${number} sound`, sound)];
}

function problemLine(who: string, { problem }: ToldNaive | ToldSound): readonly string[] {
  return problem === undefined ? [] : [`${who}: ${visibleText(problem)}`];
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
