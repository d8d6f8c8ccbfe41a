import { closeSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChangeLog } from '../../testbed/change-log.ts';
import { cutPoint } from '../../testbed/cut-point.ts';
import type { BoundKind } from '../bindings.ts';
import { mustBeNoLink } from '../files/inside.ts';
import { makeFolder } from '../files/make-folder.ts';
import { appendLine } from './append-line.ts';
import type { CaretakerEntry, JournalEntry } from './journal-entry.ts';
import { startPulse } from './pulse.ts';
import { reservePath, reserveSpace } from './reserve-space.ts';

/** What is about to be made. */
export interface Intent {
  readonly kind: BoundKind;
  /** The idempotency key of the request, by which it may be found again. */
  readonly key: string | null;
  readonly region: string | null;
  /** US dollars per hour by the provider's catalogue; null where nobody knows. */
  readonly usdPerHour: number | null;
}

/** The durable list of what a run made or was about to make. Every line is on the disk before its method returns. */
export interface Journal extends ChangeLog {
  /** Call before the request leaves. Throws where the line cannot be written: then nothing may be made. */
  intend(intent: Intent): number;
  made(n: number, kind: BoundKind, id: string): void;
  refused(n: number): void;
  gone(id: string): void;
  /** Ends it. `isDone`: nothing is left, so nobody needs the file any more. */
  close(isDone: boolean): void;
}

/** Opens a journal for more lines, and writes down who takes care of it from now on. */
export function openJournal(path: string, caretaker: CaretakerEntry, firstNumber: number): Journal {
  mustBeNoLink(dirname(path));
  makeFolder(dirname(path));
  const file = openSync(path, 'a', 0o600);
  const reserve = reserveSpace(reservePath(path));
  let next = firstNumber;
  const write = (entry: JournalEntry): void => appendLine(file, `${JSON.stringify(entry)}\n`);
  // What was made has to be written down, also on a disk that has become full since it was asked for.
  const writeSurely = (entry: JournalEntry): void => {
    try {
      write(entry);
    } catch {
      reserve.release();
      write(entry);
    }
  };
  try {
    write(caretaker);
  } catch (error) {
    closeSync(file);
    reserve.release();
    throw error;
  }
  const stopPulse = startPulse(file);
  const begin = (toEntry: (n: number, at: string) => JournalEntry): number => {
    const n = next;
    cutPoint('before-journal');
    write(toEntry(n, new Date().toISOString()));
    cutPoint('after-journal');
    next += 1;
    return n;
  };
  return {
    intend: (intent) => begin((n, at) => ({ type: 'intent', n, ...intent, at })),
    begins: ({ what, on }) => begin((n, at) => ({ type: 'changed', n, what, on, at })),
    undone: (n) => writeSurely({ type: 'undone', n }),
    made: (n, kind, id) => {
      writeSurely({ type: 'made', n, kind, id });
      cutPoint('after-id-journalled');
    },
    refused: (n) => writeSurely({ type: 'refused', n }),
    gone: (id) => {
      cutPoint('before-gone');
      writeSurely({ type: 'gone', id });
    },
    close: (isDone) => {
      stopPulse();
      closeSync(file);
      reserve.release();
      if (isDone) rmSync(path, { force: true });
    },
  };
}
