import { expect, test } from 'vitest';
import { createClosableExec, settleMs } from '../../../src/clouds/docker/closable-exec.ts';
import type { Exec, ExecResult } from '../../../src/provider/context.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const done: ExecResult = { exitCode: 0, stdout: '', stderr: '', timedOut: false };

test('closing waits for what is under way, and refuses what comes then', async () => {
  const clock = createVirtualClock();
  const order: string[] = [];
  const slow: Exec = async () => {
    await clock.sleep(500);
    order.push('done');
    return done;
  };
  const { exec, close } = createClosableExec(slow, clock);
  const running = exec('docker', ['run']);
  const closing = close().then(() => order.push('closed'));
  await expect(exec('docker', ['run'])).rejects.toThrow('this world is closed');
  await Promise.all([running, closing]);
  expect(order).toEqual(['done', 'closed']);
  expect(clock.monotonic()).toBe(500);
});

test.each([124, 130, 137, 143])(
  'closing gives the engine time after a command that ended with %s',
  async (exitCode) => {
    const clock = createVirtualClock();
    const { exec, close } = createClosableExec(async () => ({ ...done, exitCode }), clock);
    await exec('docker', ['run']);
    await close();
    expect(clock.monotonic()).toBe(settleMs);
  },
);

test.each([0, 1, 125, 127])('closing does not wait after a command that ended with %s', async (exitCode) => {
  const clock = createVirtualClock();
  const { exec, close } = createClosableExec(async () => ({ ...done, exitCode }), clock);
  await exec('docker', ['run']);
  await close();
  expect(clock.monotonic()).toBe(0);
});

test('closing does not wait for ever for a command that hangs', async () => {
  const clock = createVirtualClock();
  const { exec, close } = createClosableExec(() => new Promise(() => {}), clock);
  void exec('docker', ['run']);
  await close();
  expect(clock.monotonic()).toBeGreaterThan(0);
});

test('a command that throws is over', async () => {
  const clock = createVirtualClock();
  const { exec, close } = createClosableExec(() => Promise.reject(new Error('broken')), clock);
  await expect(exec('docker', ['run'])).rejects.toThrow('broken');
  await close();
});
