import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactingStream } from '../../../src/engine/redact/redacting-stream.ts';
import { createRedactor, mask, type Redactor } from '../../../src/engine/redact/redactor.ts';
import '../../promises/task-meta.ts';
import { writtenForms } from './written-forms.ts';

const canary = 'sk-live_"4f&<9>/+\\~é b\'7Qz';
const redactor = createRedactor([canary, 'tok-1a2b3c4d']);

function through(bytes: Uint8Array, cuts: readonly number[], by: Redactor = redactor): string {
  const stream = createRedactingStream(by);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  let text = '';
  for (const place of [...places, bytes.length]) {
    text += stream.add(bytes.subarray(from, place));
    from = place;
  }
  return text + stream.rest();
}

const part = fc.oneof(
  fc.constantFrom(...Object.values(writtenForms(canary)), 'tok-1a2b3c4d', 'tok-1a2'),
  fc.string({ unit: 'grapheme' }),
);
const output = fc.array(part, { maxLength: 60 }).map((parts) => `${parts.join(' ')}.`);

test('F1: wherever a stream is cut, it comes out as if it had come in one piece', ({ task }) => {
  let splits = 0;
  fc.assert(
    fc.property(output, fc.array(fc.nat({ max: 20_000 }), { maxLength: 30 }), (text, cuts) => {
      splits += cuts.length;
      const bytes = Buffer.from(text);
      expect(through(bytes, cuts)).toBe(redactor.ending(redactor.text(bytes.toString())));
    }),
    { numRuns: 500 },
  );
  task.meta.figure = `${splits} random cuts, 0 differences`;
});

test('F1: a secret that is cut in two at any byte does not come through', () => {
  const bytes = Buffer.from(`begin ${canary} end`);
  for (let cut = 0; cut <= bytes.length; cut += 1) expect(through(bytes, [cut])).toBe(`begin ${mask} end`);
});

test('what is not secret comes at once where there is nothing to hide', () => {
  expect(createRedactingStream(createRedactor([])).add(Buffer.from('hello'))).toBe('hello');
});
