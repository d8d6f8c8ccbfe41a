import { expect, test } from 'vitest';
import { parseWrittenJson } from '../../../src/engine/files/parse-data.ts';
import { whyUnread } from '../../../src/engine/files/why-unread.ts';

const whyRefused = (text: string) =>
  parseWrittenJson(text).then(
    () => 'it is fine',
    (thrown: Error) => whyUnread(thrown, 'JSON'),
  );

test('JSON that a person has written is refused with the place where it breaks off', async () => {
  expect(await whyRefused('{\n  "seed": 1\n  "runs": 2\n}')).toBe('is not JSON (at line 3, column 3)');
  expect(await whyRefused('{"seed": 1,}')).toBe('is not JSON (at line 1, column 12)');
  expect(await whyRefused('{"seed": 1, "seed": 2}')).toMatch(/^has the same key twice \(at line 1, column \d+\)$/);
  expect(await whyRefused('{"seed": 1}')).toBe('it is fine');
});

test('nothing of the text itself is repeated, where the engine would', async () => {
  expect(await whyRefused('{"token": hunter2}')).toBe('is not JSON');
});
