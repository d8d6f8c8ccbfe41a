import { type CallKind, CommandFailure } from '../../../provider/command-failure.ts';
import type { ExecResult } from '../../../provider/context.ts';
import { ProviderError, type ProviderErrorCode } from '../../../provider/provider-error.ts';
import { providerName } from '../refuse.ts';

/**
 * What orbctl's words mean in the taxonomy; the first that matches counts. Its codes say nothing: nearly every error has
 * the same. Words that are not here are never guessed at.
 */
const meanings: readonly (readonly [words: RegExp, code: ProviderErrorCode])[] = [
  [/machine not found|no machines? found/i, 'NOT_FOUND'],
  [/no space left on device|disk quota exceeded|ENOSPC/i, 'QUOTA_EXCEEDED'],
  [/invalid distro|invalid architecture|invalid size|unknown flag|invalid argument/i, 'INVALID_SPEC'],
  [/unknown configuration key|CPU limit|machine already exists|unknown version/i, 'INVALID_SPEC'],
  [/missing IP address|timed out waiting for network/i, 'CAPACITY_ERROR'],
  [/make rootfs: .*(deadline exceeded|i\/o timeout|unexpected EOF)/i, 'CAPACITY_ERROR'],
  [/cannot transition from|invalid transition from/i, 'CAPACITY_ERROR'],
  [/delete rootfs:|OrbStack is not running|\$HOME is not defined|^panic:/im, 'PROVIDER_UNAVAILABLE'],
  [/connection (refused|reset)|broken pipe|\bEOF\b|i\/o timeout|deadline exceeded/i, 'PROVIDER_UNAVAILABLE'],
  [/no such file or directory.*\.sock|\.sock.*no such file or directory/i, 'PROVIDER_UNAVAILABLE'],
];

/** What orbctl said, as the cause of a ProviderError. */
export class OrbctlFailure extends CommandFailure {
  override readonly name = 'OrbctlFailure';
}

/** The error behind an orbctl command that failed. */
export function orbctlError(result: ExecResult, kind: CallKind): ProviderError {
  // Ending the command does not end what OrbStack is doing for it.
  if (result.timedOut || result.exitCode === killed) return unanswered(result, kind, 'orbctl did not answer in time');
  // The words of a command that never started are not orbctl's, and they hold the whole command line.
  if (result.exitCode === notStarted && /\bENOENT\b/.test(result.stderr)) return missingCli(result);
  const said = tellingLine(result.stderr);
  const code = meanings.find(([words]) => words.test(result.stderr))?.[1] ?? 'UNCLASSIFIED';
  const isUnclear = code === 'PROVIDER_UNAVAILABLE' || code === 'UNCLASSIFIED';
  return new ProviderError(code, `orbctl failed: ${said}`, {
    provider: providerName,
    cause: new OrbctlFailure(result, said),
    ...(isUnclear && kind === 'writes' && { ambiguous: true }),
  });
}

/** The error behind an answer that nobody can read. */
export function unreadable(cause: unknown, kind: CallKind): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', 'orbctl answered something that cannot be read', {
    provider: providerName,
    cause,
    ...(kind === 'writes' && { ambiguous: true }),
  });
}

/** Whether OrbStack said that a machine is not there. */
export function saysGone(stderr: string): boolean {
  return /machine not found: |no machine found: /i.test(stderr);
}

/** Whether OrbStack refused a machine because another one has its name. */
export function saysNameTaken(stderr: string): boolean {
  return /machine already exists: /i.test(stderr);
}

/** Whether a machine is in the middle of something, after which the same command may work. */
export function saysBusy(stderr: string): boolean {
  return /cannot transition from|invalid transition from/i.test(stderr);
}

/** Whether a machine's disk is so full that OrbStack cannot even remove it. */
export function saysDiskFull(stderr: string): boolean {
  return /no space left on device|disk quota exceeded|ENOSPC/i.test(stderr);
}

/** Whether OrbStack has no network left for another machine, as it happens after hundreds of them. */
export function saysNoAddress(stderr: string): boolean {
  return /missing IP address|timed out waiting for network/i.test(stderr);
}

const killed = 124;
const notStarted = 127;

function unanswered(result: ExecResult, kind: CallKind, message: string): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', message, {
    provider: providerName,
    cause: new OrbctlFailure(result, message),
    ...(kind === 'writes' && { ambiguous: true }),
  });
}

function missingCli({ exitCode }: ExecResult): ProviderError {
  const message = 'the orbctl command is missing: install OrbStack and put orbctl on PATH';
  const cause = new OrbctlFailure({ exitCode, stderr: message }, message);
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, cause });
}

const lineMax = 300;

/** The line that says why: a box about an update may stand before it, after it, or around it. */
function tellingLine(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[╭│╰┌└|+]/.test(line));
  const telling = lines.find((line) => /^\[-?\d+\]/.test(line)) ?? lines[0] ?? 'it gave no reason';
  return telling.replace(/^\[-?\d+\] /, '').slice(0, lineMax);
}
