import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openStandIn } from './orbctl-stand-in.ts';

// The stand-in has OrbStack's dangers too, or a host that runs into them would look harmless here.

test('stop without a name shuts everything down', async () => {
  const { orbctl } = await openStandIn();
  await orbctl('create', 'alpine', 'a');
  await orbctl('stop');
  expect(await orbctl('status')).toBe('Stopped\n');
  expect(await orbctl('list', '-q', '-r')).toBe('');
});

test('delete without a name takes everything: the worst is assumed', async () => {
  const { orbctl, names } = await openStandIn();
  await orbctl('create', 'alpine', 'a');
  await orbctl('delete');
  expect(await names()).toEqual([]);
});

test('one unknown name among several keeps all of them', async () => {
  const { orbctl, names } = await openStandIn();
  await orbctl('create', 'alpine', 'a');
  await expect(orbctl('delete', '-f', 'a', 'b')).rejects.toThrow("[-32098] machine not found: 'b'");
  expect(await names()).toEqual(['a']);
});

test('delete by id crashes with exit code 2, and removes nothing', async () => {
  const { orbctl, exec, names } = await openStandIn();
  await orbctl('create', 'alpine', 'a');
  const [{ id }] = JSON.parse(await orbctl('list', '-f', 'json'));
  expect(await exec('orbctl', ['delete', id])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^panic: /),
  });
  expect(await names()).toEqual(['a']);
});

test('processes at once keep the state whole', async () => {
  const { orbctl, names } = await openStandIn();
  const wanted = Array.from({ length: 8 }, (_, index) => `m${index}`);
  await Promise.all(wanted.map((name) => orbctl('create', 'alpine', name)));
  expect([...(await names())].sort()).toEqual(wanted);
  const taken = await Promise.allSettled(Array.from({ length: 4 }, () => orbctl('create', 'alpine', 'one')));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a guest reads standard input, and its exit code is the command’s', async () => {
  const { orbctl, exec } = await openStandIn();
  await orbctl('create', 'alpine', 'a');
  const result = await exec('orbctl', ['run', '-m', 'a', 'sh', '-c', 'cat; exit 7'], { input: 'hello' });
  expect(result).toMatchObject({ exitCode: 7, stdout: 'hello' });
});

test.skipIf(!existsSync('/proc/self/stat'))('what a guest started ends with its machine', async () => {
  const { orbctl } = await openStandIn();
  await orbctl('create', 'alpine', 'a');
  const pid = await orbctl('run', '-m', 'a', 'sh', '-c', 'sleep 60 >/dev/null 2>&1 </dev/null & echo $!');
  expect(isAlive(Number(pid))).toBe(true);
  await orbctl('delete', '-f', 'a');
  await expect.poll(() => isAlive(Number(pid))).toBe(false);
});

/** A process that has ended may stay as a zombie, for as long as nobody asks for its exit code. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
