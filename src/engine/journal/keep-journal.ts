import { statSync } from 'node:fs';
import { describeThrown } from '../../contracts/describe.ts';
import { readLimited } from '../files/read-limited.ts';
import type { Subject } from '../subject.ts';
import { thisCaretaker } from './caretaker.ts';
import { type Journal, openJournal } from './journal.ts';
import type { AskedThing, LeftOver } from './read-journal.ts';

/** A journal to go on with, and what earlier processes of its run left. */
export interface KeptJournal {
  readonly journal: Journal;
  readonly left: readonly LeftOver[];
  readonly asked: readonly AskedThing[];
}

export interface JournalRequest {
  readonly journal?: string;
  readonly runId: string;
  readonly subject: Subject;
  readonly settings: Readonly<Record<string, string>>;
}

/** Opens the journal of a run in this process, which takes care of it from now on. */
export async function keepJournal(
  { journal: path, runId, subject, settings }: JournalRequest,
  testbed: string,
): Promise<KeptJournal | undefined> {
  if (path === undefined) return undefined;
  try {
    // Reading a device may never end.
    const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    // Few runs go on with one, and reading it takes a library that is a tenth of the start of a process.
    const read = isThere ? (await import('./read-journal.ts')).readJournal(readLimited(path)) : undefined;
    if (read?.ok === false) throw new Error(read.problem);
    const { left = [], asked = [], nextNumber = 1 } = read?.ok === true ? read.state : {};
    return {
      journal: openJournal(path, thisCaretaker({ runId, subject, testbed, settings }), nextNumber),
      left,
      asked,
    };
  } catch (thrown) {
    throw new Error(`the journal ${path} cannot be kept, so nothing is made: ${describeThrown(thrown)}`);
  }
}
