import { expect, test } from 'vitest';
import { fetchAnswer, retryAfterMs } from '../../src/provider/fetch-answer.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

function ask(response: Response) {
  const { signal } = new AbortController();
  const clock = createVirtualClock();
  return fetchAnswer({ clock, signal, fetch: async () => response }, 'https://there', {}, 1_000);
}

test('an answer has its status, its text and its headers', async () => {
  const answer = await ask(new Response('slow down', { status: 429, headers: { 'Retry-After': '7' } }));
  expect(answer.status).toBe(429);
  expect(answer.text).toBe('slow down');
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(retryAfterMs(answer)).toBe(7_000);
});

test('headers are made when somebody asks for them, and not before', async () => {
  const response = new Response('{}');
  let asked = 0;
  Object.defineProperty(response, 'headers', {
    get: () => {
      asked += 1;
      return new Headers();
    },
  });
  const answer = await ask(response);
  expect(asked).toBe(0);
  expect(answer.headers.get('date')).toBeNull();
  expect(asked).toBe(1);
});
