import { expect, test } from 'vitest';
import { createTranscriptRecorder } from '../../src/testbed/transcript-recorder.ts';

function record(secrets: readonly string[], response: string, calls = 1) {
  const transcript = createTranscriptRecorder(secrets);
  for (let call = 1; call <= calls; call += 1) {
    transcript.record({ atMs: call, operation: 'list', request: 'GET /items', response: () => response });
  }
  return transcript.entries();
}

test('the newest 40 calls are kept, in their order', () => {
  const times = record([], 'ok', 1_000).map(({ atMs }) => atMs);
  expect(times).toEqual(Array.from({ length: 40 }, (_, index) => 961 + index));
});

test('a long answer is clipped', () => {
  expect(record([], 'x'.repeat(500))[0]?.response).toBe(`${'x'.repeat(200)}…`);
});

test.each([
  ['as it is', 'a=to"ken/1.', 'a=[redacted].'],
  ['inside JSON', JSON.stringify({ a: 'to"ken/1' }), '{"a":"[redacted]"}'],
  ['inside a URL', `/items?a=${encodeURIComponent('to"ken/1')}`, '/items?a=[redacted]'],
])('a secret is blotted out %s', (_where, response, expected) => {
  expect(record(['to"ken/1'], response)[0]?.response).toBe(expected);
});

test('a secret that is cut by the clip is blotted out before', () => {
  const [entry] = record(['s3cret-token'], `${'x'.repeat(195)}s3cret-token`);
  expect(entry?.response).not.toContain('s3cr');
});

test('an empty secret hides nothing', () => {
  expect(record([''], '200 ok')[0]?.response).toBe('200 ok');
});
