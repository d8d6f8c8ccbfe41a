import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createHostShell } from '../../src/testbed/host-shell.ts';

const shell = createHostShell();
afterAll(() => shell.close());

test('output arrives byte for byte, with the exit code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.nat({ max: 125 }), async (text, code) => {
      fc.pre(!text.includes('\0'));
      const quoted = `'${text.replaceAll("'", "'\\''")}'`;
      const result = await shell.run(`printf '%s' ${quoted}; printf '%s' ${quoted} >&2; exit ${code}`);
      expect(result).toEqual({ exitCode: code, stdout: text, stderr: text, timedOut: false });
    }),
    { numRuns: 40 },
  );
});

test('scripts at the same time do not mix', async () => {
  const results = await Promise.all([1, 2, 3].map((number) => shell.run(`printf ${number}; exit ${number}`)));
  expect(results.map(({ stdout, exitCode }) => [stdout, exitCode])).toEqual([
    ['1', 1],
    ['2', 2],
    ['3', 3],
  ]);
});

test('parse finds a syntax error and runs nothing', async () => {
  expect((await shell.parse('if true; then')).exitCode).not.toBe(0);
  const parsed = await shell.parse('touch "$PWD/ran"; echo ran');
  expect(parsed).toEqual({ exitCode: 0, stdout: '', stderr: '', timedOut: false });
});

test('a script sees no environment but PATH and what a shell sets by itself', async () => {
  const { stdout } = await shell.run('env');
  const names = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('=')[0]);
  expect(names.filter((name) => !['PATH', 'PWD', 'OLDPWD', 'SHLVL', '_'].includes(name ?? ''))).toEqual([]);
});

test('its folder is gone after close', async () => {
  const own = createHostShell();
  const { stdout } = await own.run('pwd');
  const folder = stdout.trim();
  expect(existsSync(folder)).toBe(true);
  await own.close();
  expect(existsSync(folder)).toBe(false);
});

test('a script that kills the shell around it fails alone, and leaves no folder', async () => {
  const own = createHostShell();
  const folder = (await own.run('pwd')).stdout.trim();
  await expect(own.run('kill -9 "$PPID"')).rejects.toThrow('ended in the middle');
  expect((await own.run('printf alive')).stdout).toBe('alive');
  await own.close();
  expect(existsSync(folder)).toBe(false);
});

test('a script that removes its folder spoils nothing for the next', async () => {
  const own = createHostShell();
  expect((await own.run('rm -rf "$PWD"; exit 3')).exitCode).toBe(3);
  expect((await own.run('printf alive')).stdout).toBe('alive');
  await own.close();
});

test('a script that does not end is ended, with everything it started', async () => {
  const own = createHostShell({ timeoutMs: 300 });
  const late = await own.run('echo begun; sleep 60 & sleep 60');
  expect(late).toMatchObject({ exitCode: 124, timedOut: true, stdout: 'begun\n' });
  const folder = (await own.run('pwd')).stdout;
  await new Promise((resolve) => setTimeout(resolve, 100));
  // Still the same shell, though the old one has been reported dead by now.
  expect((await own.run('pwd')).stdout).toBe(folder);
  await own.close();
});

test('close ends a script that still runs', async () => {
  const own = createHostShell();
  const folder = (await own.run('pwd')).stdout.trim();
  const running = own.run('while :; do sleep 1; done').catch((error: Error) => error.message);
  await own.close();
  expect(await running).toContain('ended in the middle');
  expect(existsSync(folder)).toBe(false);
});
