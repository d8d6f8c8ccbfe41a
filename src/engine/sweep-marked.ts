import { readFileSync } from 'node:fs';
import type { Clock } from '../provider/context.ts';
import type { EstateItem } from '../testbed/estate.ts';
import { sweepEstate } from '../testbed/sweep-estate.ts';
import type { SweepResult, Testbed } from '../testbed/testbed.ts';
import { isCaring } from './journal/caretaker.ts';
import { journalFolder } from './journal/journal-path.ts';
import { readMark, readOwnerKey } from './journal/owner-mark.ts';
import { readJournal } from './journal/read-journal.ts';
import { journalsIn } from './sweep.ts';

export interface MarkedSweepOptions {
  readonly testbed: Testbed;
  readonly settings: Readonly<Record<string, string>>;
  /** Its key tells what is ours, its journals which of our runs are under way. */
  readonly outDir: string;
  /** False: nothing is touched, what would be is told. */
  readonly isReal: boolean;
  /** What no journal tells of must be at least so old. */
  readonly olderThanMs: number;
  readonly clock: Clock;
}

/** What is there, and what became of it. */
export interface MarkedSweep {
  readonly ours: readonly EstateItem[];
  /** Left alone, each with the reason. */
  readonly refused: readonly { readonly item: EstateItem; readonly why: string }[];
  /** Only where something was to be touched. */
  readonly swept?: SweepResult;
}

/** Whether each run that a journal tells of is under way. */
type Runs = ReadonlyMap<string, boolean>;

/**
 * Looks for what is ours by the marks that a service shows, for when the journal is lost. Touches only what is provably
 * ours: signed with the key of this folder, of no run that is under way, and old enough where nobody knows of its run.
 */
export async function sweepMarked(options: MarkedSweepOptions): Promise<MarkedSweep> {
  const { testbed, settings, outDir, clock, isReal } = options;
  if (!testbed.estate) throw new Error(`the testbed ${testbed.name} does not show by whom a thing was made`);
  const estate = await testbed.estate(settings);
  const key = readOwnerKey(outDir);
  let runs = runsIn(outDir, clock.now());
  const whyNot = (item: EstateItem) => whyNotOurs(item, { key, runs, options });

  const listed = await estate.list();
  const refused = listed.flatMap((item) => {
    const why = whyNot(item);
    return why === undefined ? [] : [{ item, why }];
  });
  const ours = listed.filter((item) => whyNot(item) === undefined);
  if (!isReal || ours.length === 0) return { ours, refused };
  // What was said to be left alone is left alone, although it may be old enough by now, or its run over.
  const spared = new Set(refused.map(({ item }) => item.id));
  // A run may begin meanwhile, so each list is judged by what is known then.
  const list = async () => {
    const now = await estate.list();
    runs = runsIn(outDir, clock.now());
    return now;
  };
  const swept = await sweepEstate(
    { ...estate, list },
    (item) => !spared.has(item.id) && whyNot(item) === undefined,
    clock,
  );
  return { ours, refused, swept };
}

interface Known {
  readonly key: string | undefined;
  readonly runs: Runs;
  readonly options: MarkedSweepOptions;
}

function whyNotOurs(item: EstateItem, { key, runs, options }: Known): string | undefined {
  if (key === undefined) return `${options.outDir} has no key, so nothing can be told to be ours`;
  const mark = readMark(item.owner, key);
  if (!mark.ok) return mark.problem;
  const isUnderWay = runs.get(mark.runId);
  if (isUnderWay === true) return `its run ${mark.runId} is under way`;
  const isOld = options.clock.now() - item.createdAtMs >= options.olderThanMs;
  return isUnderWay === false || isOld
    ? undefined
    : 'no journal says that its run is over, and it is too young to tell';
}

function runsIn(outDir: string, nowMs: number): Runs {
  const runs = new Map<string, boolean>();
  for (const file of journalsIn(journalFolder(outDir))) {
    const read = readJournal(textOf(file));
    if (read.ok !== true) continue;
    const { caretaker } = read.state;
    runs.set(caretaker.runId, runs.get(caretaker.runId) === true || isCaring(caretaker, nowMs));
  }
  return runs;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
