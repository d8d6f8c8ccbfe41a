import { expect, test } from 'vitest';
import { createExec } from '../../src/testbed/real-exec.ts';

const exec = createExec();

test('a program’s output and exit code come back, whatever the code', async () => {
  expect(await exec('/bin/sh', ['-c', 'printf out; printf err >&2; exit 7'])).toEqual({
    exitCode: 7,
    stdout: 'out',
    stderr: 'err',
    timedOut: false,
  });
});

test('a missing program has exit code 127 and says so', async () => {
  const result = await exec('no-such-program-here', []);
  expect(result.exitCode).toBe(127);
  expect(result.stderr).toContain('no-such-program-here');
});

test('input is written and closed', async () => {
  expect((await exec('cat', [], { input: 'a\n' })).stdout).toBe('a\n');
});

test('a program that takes too long is ended and marked', async () => {
  expect(await exec('sleep', ['10'], { timeoutMs: 50 })).toMatchObject({ timedOut: true });
});

test('the parent’s environment stays with the parent', async () => {
  process.env.ASSAY_TEST_SECRET = 'x';
  const { stdout } = await exec('env', [], { env: { OWN: 'y' } });
  expect(stdout).not.toContain('ASSAY_TEST_SECRET');
  expect(stdout).toContain('OWN=y');
});
