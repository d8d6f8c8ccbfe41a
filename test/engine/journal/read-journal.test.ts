import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CaretakerEntry, JournalEntry } from '../../../src/engine/journal/journal-entry.ts';
import { readJournal } from '../../../src/engine/journal/read-journal.ts';

const at = '2026-11-23T12:00:00.000Z';
const caretaker: CaretakerEntry = {
  type: 'caretaker',
  version: 1,
  runId: 'run-1',
  subject: { kind: 'registered', name: 'orbstack' },
  testbed: 'docker',
  settings: {},
  host: 'here',
  pid: 1,
  processStart: '7',
  at,
};
const intent = (n: number): JournalEntry => ({ type: 'intent', n, kind: 'instance', key: `k${n}`, region: 'eu', at });
const made = (n: number, id: string): JournalEntry => ({ type: 'made', n, kind: 'instance', id });

function textOf(...entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

test('what was made and not ended is left, and what was never answered is told apart', () => {
  const text = textOf(
    caretaker,
    intent(1),
    made(1, 'a'),
    intent(2),
    made(2, 'b'),
    { type: 'gone', id: 'a' },
    intent(3),
    {
      type: 'refused',
      n: 3,
    },
    intent(4),
  );
  expect(readJournal(text)).toEqual({
    ok: true,
    state: {
      caretaker,
      left: [{ kind: 'instance', id: 'b', region: 'eu', at, usdPerHour: null }],
      unanswered: [intent(4)],
      changes: [],
      asked: [
        { kind: 'instance', usdPerHour: null, at, isGone: true },
        { kind: 'instance', usdPerHour: null, at, isGone: false },
        { kind: 'instance', usdPerHour: null, at, isGone: false },
      ],
      nextNumber: 5,
    },
  });
});

test('an instance that one key gave twice is left once', () => {
  const read = readJournal(textOf(caretaker, intent(1), made(1, 'a'), intent(2), made(2, 'a')));
  expect(read.ok === true && read.state.left.map(({ id }) => id)).toEqual(['a']);
});

test('the latest caretaker counts', () => {
  const later = { ...caretaker, pid: 2 };
  const read = readJournal(textOf(caretaker, intent(1), later));
  expect(read.ok === true && read.state.caretaker).toEqual(later);
});

test('a journal that ends anywhere tells what its whole lines tell', () => {
  const entries = [caretaker, intent(1), made(1, 'a'), intent(2), made(2, 'b')];
  const whole = textOf(...entries);
  const property = fc.property(fc.nat({ max: whole.length }), (length) => {
    const text = whole.slice(0, length);
    const lines = text.split('\n').length - 1;
    const read = readJournal(text);
    if (lines === 0) return read.ok === 'empty';
    const ids = entries.slice(0, lines).flatMap((entry) => (entry.type === 'made' ? [entry.id] : []));
    return read.ok === true && String(read.state.left.map(({ id }) => id)) === String(ids);
  });
  fc.assert(property, { numRuns: 500 });
});

test.each([
  ['a line that is no JSON', `${textOf(caretaker)}what?\n${textOf(intent(1))}`, 'line 2 is no line of a journal'],
  ['a line of another kind', `${textOf(caretaker)}{"type":"party"}\n`, 'line 2 is no line of a journal'],
  ['another version', textOf({ ...caretaker, version: 2 } as never), 'line 1 is no line of a journal'],
  ['nobody who takes care', textOf(intent(1)), 'it does not say which run it is of'],
])('%s makes a journal unreadable, and says where', (_what, text, problem) => {
  expect(readJournal(text)).toEqual({ ok: false, problem });
});
