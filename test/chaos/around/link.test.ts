import { expect, test } from 'vitest';
import { type Cut, createLink } from '../../../src/chaos/around/link.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

/** What becomes of one call while the network is cut, and when it is back. */
async function callDuring(cut: Cut, isRefused = false) {
  const clock = createVirtualClock();
  const link = createLink();
  const heal = link.cut(cut);
  let served = 0;
  let outcome = 'nothing';
  const answer = link.pass(async () => {
    served += 1;
    if (isRefused) throw new Error('refused');
    return 'ok';
  }, undefined);
  answer.then(
    () => {
      outcome = 'answered';
    },
    (thrown) => {
      outcome = String(thrown.cause?.code ?? thrown.message);
    },
  );
  await clock.sleep(60_000);
  const during = outcome;
  heal();
  await clock.sleep(1);
  return { served, during, outcome, lost: link.lost() };
}

test.each([
  ['both', 0],
  ['requests', 0],
  ['answers', 1],
] as const)('a cut of %s is silent, lets %i requests through, and ends as a broken connection', async (cut, served) => {
  expect(await callDuring(cut)).toEqual({ served, during: 'nothing', outcome: 'ECONNRESET', lost: 1 });
});

test('that the service refused is an answer too, and gets lost like one', async () => {
  expect(await callDuring('answers', true)).toMatchObject({ served: 1, during: 'nothing', outcome: 'ECONNRESET' });
});

test('whoever gives up while the network is cut need not wait for it', async () => {
  const link = createLink();
  link.cut('both');
  const impatience = new AbortController();
  const answer = link.pass(async () => 'ok', impatience.signal);
  impatience.abort(new Error('enough'));
  await expect(answer).rejects.toThrow('enough');
});

test('without a cut everything passes, and nothing is counted', async () => {
  const link = createLink();
  link.cut('both')();
  expect(await link.pass(async () => 'ok', undefined)).toBe('ok');
  expect(link.lost()).toBe(0);
});
