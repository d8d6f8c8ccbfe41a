import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { certifyHostile, judged, smallLimits } from './certify-hostile.ts';
import './task-meta.ts';

const secret = 'tok-of-a-flood-4f1c9a7b';
const rssMaxMiB = 100;
const mebibyte = 1_048_576;
const mebibytes = 256;

test('B4: of a flood of 256 MiB the head, the tail, the size and the hash are kept', {
  timeout: 240_000,
}, async ({ task }) => {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const result = await certifyHostile(['floods-and-exits'], ['observe.unknown-is-null'], {
    limits: { ...smallLimits, stallMs: 200_000, contractDeadlineMs: 200_000, outputMaxMiB: 2 * mebibytes },
    env: { ...process.env, FLOOD_TOKEN: secret },
  });
  clearInterval(watch);
  const text = judged(result)[0]?.[0]?.reason?.text ?? '';
  const [head = '', tail = ''] = [`begin${'a'.repeat(290)}`, `${'z'.repeat(590)}end`];
  expect(text).toContain(`it had printed to stdout: ${head}`);
  expect(text).toContain(tail);
  expect(text).not.toContain('tok-');
  const { bytes, sha256 } = whatWasPrinted(head, tail);
  expect(text).toContain(`(${bytes} bytes in all, SHA-256 ${sha256})`);
  const grownMiB = (peak - before) / mebibyte;
  expect(grownMiB).toBeLessThan(rssMaxMiB);
  task.meta.figure = `${bytes} bytes: ${text.length} characters kept, the process that judges grew by ${Math.round(grownMiB)} MiB`;
});

function whatWasPrinted(head: string, tail: string) {
  const hash = createHash('sha256').update(head + secret);
  const block = 'x'.repeat(mebibyte);
  for (let count = 0; count < mebibytes; count += 1) hash.update(block);
  const bytes = head.length + tail.length + 2 * secret.length + mebibytes * mebibyte;
  return { bytes, sha256: hash.update(secret + tail).digest('hex') };
}
