import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPrinted, type Printed } from '../../src/engine/printed.ts';
import { createRedactingStream } from '../../src/engine/redact/redacting-stream.ts';
import { createRedactor } from '../../src/engine/redact/redactor.ts';

const redactor = createRedactor(['tok-1a2b3c4d']);
const print = (text: string, to: Printed = createPrinted('stdout', createRedactingStream(redactor))) => {
  to.add(Buffer.from(text));
  return to;
};

test('F1: what is kept of a flood holds no half of a secret, at either cut or at its end', () => {
  for (let filler = 280; filler <= 320; filler += 1) {
    const atHead = print(`${'x'.repeat(filler)}tok-1a2b3c4d${'y'.repeat(2_000)}`);
    const atTail = print(`${'x'.repeat(2_000)}tok-1a2b3c4d${'y'.repeat(filler + 300)}`);
    const atEnd = print('tok-1a2b3', print(`tok-1a2b3c4d${'x'.repeat(filler)}`));
    for (const printed of [atHead, atTail, atEnd]) expect(printed.text()).not.toMatch(/tok-|1a2|b3c|c4d/);
  }
});

test('a little is shown whole, and as it is', () => {
  expect(print(' a line\nand another\n').text()).toBe('; it had printed to stdout: a line\nand another');
  expect(print('').text()).toBe('');
});

test('of much its beginning, its end, its bytes and their hash are shown', () => {
  const text = `first é ${'x'.repeat(10_000)} last`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const shown = print(text).text();
  expect(shown).toMatch(
    /^; it had printed to stdout: first é x+ \[…\] x+ last \(10014 bytes in all, SHA-256 \w{64}\)$/,
  );
  expect(shown).toContain(sha256);
  expect(shown.length).toBeLessThan(1_100);
});

test('who asks twice is told the same, and what comes later is told too', () => {
  const printed = print('before tok-1a');
  expect(printed.text()).toBe(printed.text());
  expect(print('2b3c4d after', printed).text()).toBe('; it had printed to stdout: before [redacted] after');
});
