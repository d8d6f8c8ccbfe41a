import { expect, test } from 'vitest';
import {
  OrbctlFailure,
  orbctlError,
  saysBusy,
  saysGone,
  saysNameTaken,
} from '../../../../src/providers/orbstack/hosts/orbctl-errors.ts';

const failed = (stderr: string, exitCode = 1) => ({ exitCode, stdout: '', stderr, timedOut: false });
const box = '╭──────────────────╮\n│ OrbStack update available! │\n╰──────────────────╯\n';

/** The words of the table of facts, each with its code, and whether a write that failed with them may have worked. */
const table: readonly (readonly [stderr: string, code: string, ambiguous: true | undefined])[] = [
  ["[-32098] machine not found: 'x'", 'NOT_FOUND', undefined],
  ["[-32602] no machine found: 'x'", 'NOT_FOUND', undefined],
  ['[-32098] no machines found', 'NOT_FOUND', undefined],
  ['invalid distro: windows', 'INVALID_SPEC', undefined],
  ['invalid architecture: vax', 'INVALID_SPEC', undefined],
  ['Unknown configuration key: x', 'INVALID_SPEC', undefined],
  ['CPU limit must be at least 1', 'INVALID_SPEC', undefined],
  ['CPU limit cannot exceed number of cores', 'INVALID_SPEC', undefined],
  ['Error: unknown flag: --cpus', 'INVALID_SPEC', undefined],
  ["[-32098] create 'x': machine already exists: 'x'", 'INVALID_SPEC', undefined],
  ["[-32098] create 'x': setup: machine didn't start in 30s (missing IP address)", 'CAPACITY_ERROR', undefined],
  ["[-32098] create 'x': setup: timed out waiting for network", 'CAPACITY_ERROR', undefined],
  ["[-32098] create 'x': make rootfs: fetch index: context deadline exceeded", 'CAPACITY_ERROR', undefined],
  ["[-32098] create 'x': make rootfs: dial tcp: i/o timeout", 'CAPACITY_ERROR', undefined],
  ["[-32098] create 'x': make rootfs: download rootfs: unexpected EOF", 'CAPACITY_ERROR', undefined],
  ['[-32098] cannot transition from creating to deleting', 'CAPACITY_ERROR', undefined],
  ['[-32098] invalid transition from creating to starting', 'CAPACITY_ERROR', undefined],
  ['[-32098] write /x: no space left on device', 'QUOTA_EXCEEDED', undefined],
  ['[-32098] delete rootfs: disk quota exceeded', 'QUOTA_EXCEEDED', undefined],
  ['[-32098] delete rootfs: operation not permitted', 'PROVIDER_UNAVAILABLE', true],
  ['panic: $HOME is not defined', 'PROVIDER_UNAVAILABLE', true],
  ['panic: runtime error: invalid memory address or nil pointer dereference', 'PROVIDER_UNAVAILABLE', true],
  ['[-32098] Post "http://sconrpc": EOF', 'PROVIDER_UNAVAILABLE', true],
  ['dial unix sconrpc.sock: connect: connection refused', 'PROVIDER_UNAVAILABLE', true],
  ['[-32098] something nobody has heard of', 'UNCLASSIFIED', true],
  ['insufficient capacity', 'UNCLASSIFIED', true],
  ['', 'UNCLASSIFIED', true],
];

test.each(table)('%j is %s, the words are kept, and a write may have worked: %s', (stderr, code, ambiguous) => {
  const error = orbctlError(failed(stderr), 'writes');
  expect([error.code, error.ambiguous, error.provider]).toEqual([code, ambiguous, 'orbstack']);
  expect(error.cause).toBeInstanceOf(OrbctlFailure);
  expect((error.cause as OrbctlFailure).stderr).toBe(stderr);
  expect(orbctlError(failed(stderr), 'reads').ambiguous).toBeUndefined();
});

test.each(table)('%j means the same inside a box about an update', (stderr, code) => {
  for (const surrounded of [`${box}${stderr}\n`, `${stderr}\n${box}`]) {
    const error = orbctlError(failed(surrounded), 'reads');
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('update');
  }
});

test('a call that was ended by its timeout may have taken effect: the daemon goes on', () => {
  const late = { exitCode: 124, stdout: '', stderr: '', timedOut: true };
  expect(orbctlError(late, 'writes')).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  expect(orbctlError(late, 'reads').ambiguous).toBeUndefined();
});

test('a missing orbctl is told with its remedy, and without the command line', () => {
  const error = orbctlError(
    failed('Command failed with ENOENT: orbctl run SECRET\nspawn orbctl ENOENT', 127),
    'writes',
  );
  expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  expect(error.ambiguous).toBeUndefined();
  expect(error.message).toContain('install OrbStack');
  expect(JSON.stringify([error.message, error.cause])).not.toContain('SECRET');
});

test('the message is the line that says why, without its code', () => {
  const stderr = `Starting…\n${box}[-32098] machine not found: 'x'\n`;
  expect(orbctlError(failed(stderr), 'reads').message).toBe("orbctl failed: machine not found: 'x'");
});

test('gone, taken and busy are told apart', () => {
  expect(saysGone("[-32602] no machine found: 'x'")).toBe(true);
  expect(saysGone('[-32098] no machines found')).toBe(false);
  expect(saysNameTaken("[-32098] create 'x': machine already exists: 'x'")).toBe(true);
  expect(saysBusy('[-32098] cannot transition from creating to deleting')).toBe(true);
  expect(saysBusy("[-32098] machine not found: 'x'")).toBe(false);
});
