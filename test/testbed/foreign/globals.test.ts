import { randomUUID } from 'node:crypto';
import { setInterval as everyTick, setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openForeign, url } from './open-foreign.ts';

const hourMs = 3_600_000;

test('the variables of a world are its own: nothing of the machine is seen, and nothing that is set stays', async () => {
  process.env.PLANTED_KEY = 'planted';
  try {
    const { run, close } = await openForeign({ env: (given) => ({ API_URL: given.SERVICE_URL }) });
    expect(run(() => ({ ...process.env }))).toEqual({ API_URL: url });
    expect(run(() => ['PLANTED_KEY' in process.env, process.env.PATH])).toEqual([false, undefined]);
    run(() => {
      process.env.SET_BY_PROVIDER = '1';
      delete process.env.API_URL;
      delete process.env.PLANTED_KEY;
    });
    expect(run(() => ({ ...process.env }))).toEqual({ SET_BY_PROVIDER: '1' });
    expect([process.env.SET_BY_PROVIDER, process.env.PLANTED_KEY]).toEqual([undefined, 'planted']);
    await close();
  } finally {
    delete process.env.PLANTED_KEY;
  }
});

test.each<[string, () => Promise<unknown>]>([
  ['setTimeout', () => new Promise((resolve) => setTimeout(resolve, hourMs))],
  ['a promisified setTimeout', () => promisify(setTimeout)(hourMs)],
  ['setTimeout of node:timers/promises', () => wait(hourMs)],
  [
    'setInterval',
    () =>
      new Promise<void>((resolve) => {
        let ticks = 0;
        const timer = setInterval(() => {
          ticks += 1;
          if (ticks < 60) return;
          clearInterval(timer);
          clearTimeout(somebody);
          resolve();
        }, hourMs / 60);
        // An interval alone moves no time: a call that is under way has a deadline.
        const somebody = setTimeout(() => {}, 2 * hourMs);
      }),
  ],
  [
    'setInterval of node:timers/promises',
    async () => {
      for await (const _ of everyTick(hourMs)) break;
    },
  ],
])('an hour by %s costs the world an hour and the machine nothing', async (_, code) => {
  const { run, clock, close } = await openForeign();
  const startedMs = performance.now();
  const [before, after] = await run(async () => {
    const before = [Date.now(), performance.now(), Date.parse(new Date().toISOString())];
    await code();
    return [before, [Date.now(), performance.now(), Date.parse(new Date().toISOString())]];
  });
  expect(after?.map((ms, index) => ms - (before?.[index] ?? 0))).toEqual([hourMs, hourMs, hourMs]);
  expect(clock.monotonic()).toBe(hourMs);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  await close();
});

test('outside of the world, and beside it, time is real and so are timers', async () => {
  const { run, close } = await openForeign();
  const slow = run(() => wait(hourMs));
  const before = Date.now();
  expect(Math.abs(before - performance.timeOrigin - performance.now())).toBeLessThan(60_000);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(Date.now() - before).toBeLessThan(hourMs / 2);
  expect(setTimeout(() => {}, 1)).toHaveProperty('_idleTimeout');
  await slow;
  await close();
});

test('a date that says its time is what it says, and what is made is a Date', async () => {
  const { run, close } = await openForeign();
  expect(run(() => new Date(0).toISOString())).toBe('1970-01-01T00:00:00.000Z');
  expect(run(() => new Date(2030, 0, 1))).toBeInstanceOf(Date);
  expect(run(() => new Date()).constructor.name).toBe('Date');
  expect(run(() => Date())).toContain('2030');
  class Later extends Date {}
  expect(new Later(5)).toBeInstanceOf(Later);
  await close();
});

test('a timer can be ended by itself, by its number, or with its world, and a background timer moves no time', async () => {
  const { run, clock, close } = await openForeign();
  const fired: string[] = [];
  run(() => {
    clearTimeout(setTimeout(() => fired.push('cleared'), 1));
    clearTimeout(Number(setTimeout(() => fired.push('cleared by number'), 1)));
    setTimeout(() => fired.push('unheld'), 10).unref();
    setTimeout(() => fired.push('refreshed'), 20).refresh();
    setInterval(() => fired.push('tick'), 15);
  });
  await clock.sleep(40);
  expect(fired).toEqual(['unheld', 'tick', 'refreshed', 'tick']);
  run(() => setTimeout(() => fired.push('after the end'), 5));
  await close();
  await clock.sleep(100);
  expect(fired).toHaveLength(4);
});

test('AbortSignal.timeout passes with the world’s time, and ends a request that hangs', async () => {
  const { run, clock, faults, close } = await openForeign();
  faults?.inject({ kind: 'hang', scope: {} });
  const hung = run(() => fetch(url, { signal: AbortSignal.timeout(30_000) }));
  void clock.sleep(60_000);
  await expect(hung).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(clock.monotonic()).toBe(30_000);
  await close();
});

test('what is drawn follows the seed of the world, and nobody else’s does', async () => {
  const draw = async (seed: number) => {
    const { run, close } = await openForeign({ seed });
    const drawn = run(() => [Math.random(), randomUUID(), crypto.randomUUID()]);
    await close();
    return drawn;
  };
  expect(await draw(1)).toEqual(await draw(1));
  expect(await draw(2)).not.toEqual(await draw(1));
  expect((await draw(1))[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Math.random()).not.toBe(Math.random());
});

test('worlds that are open at the same time do not see each other', async () => {
  const [a, b] = await Promise.all([
    openForeign({ env: () => ({ NAME: 'a' }) }),
    openForeign({ env: () => ({ NAME: 'b' }) }),
  ]);
  const look = async () => {
    await wait(10);
    return process.env.NAME;
  };
  expect(await Promise.all([a.run(look), b.run(look), a.run(look)])).toEqual(['a', 'b', 'a']);
  await Promise.all([a.close(), b.close()]);
});
