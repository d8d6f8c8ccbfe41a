import { expect, test } from 'vitest';
import { oneLookAtATime } from '../../src/testbed/one-look-at-a-time.ts';

test('who asks while a look is under way gets the next one, which all who wait share', async () => {
  const looks: PromiseWithResolvers<number>[] = [];
  const look = oneLookAtATime(() => {
    looks.push(Promise.withResolvers());
    return looks.at(-1)?.promise ?? Promise.resolve(0);
  });
  const first = look();
  await Promise.resolve();
  await Promise.resolve();
  const [second, third] = [look(), look()];
  expect(looks).toHaveLength(1);
  looks[0]?.resolve(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  looks[1]?.resolve(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  expect(looks).toHaveLength(2);
});

test('a look that fails fails for those who waited for it, and for nobody else', async () => {
  let times = 0;
  const look = oneLookAtATime(async () => {
    times += 1;
    if (times === 1) throw new Error('no answer');
    return times;
  });
  await expect(look()).rejects.toThrow('no answer');
  expect(await look()).toBe(2);
});
