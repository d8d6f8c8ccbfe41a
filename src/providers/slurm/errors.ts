import { type CallKind, CommandFailure } from '../../provider/command-failure.ts';
import type { ExecResult } from '../../provider/context.ts';
import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { errorTexts } from './error-texts.ts';
import { providerName } from './settings.ts';

/** What SLURM said, as the cause of a ProviderError. */
export class SlurmFailure extends CommandFailure {
  override readonly name = 'SlurmFailure';
}

/** The error behind a command that failed. */
export function slurmError(file: string, result: ExecResult, kind: CallKind): ProviderError {
  // Ending a command does not end what the controller is doing for it.
  if (result.timedOut || result.exitCode === killed) return unavailable(`${file} did not answer in time`, result, kind);
  if (result.exitCode === notStarted && /\bENOENT\b|not found/i.test(result.stderr)) return missing(file, result);
  if (/Could not establish a configuration source|Unable to process configuration file/.test(result.stderr))
    return unconfigured(file, result, kind);
  const said = tellingLine(result.stderr);
  const code = codeOf(result.stderr);
  const isUnclear = code === 'PROVIDER_UNAVAILABLE' || code === 'UNCLASSIFIED';
  return new ProviderError(code, `${file} failed: ${said}`, {
    provider: providerName,
    cause: new SlurmFailure(result, said),
    ...(isUnclear && kind === 'writes' && { ambiguous: true }),
  });
}

/** The error behind an answer that nobody can read. */
export function unreadable(file: string, cause: unknown, kind: CallKind): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', `${file} answered something that cannot be read`, {
    provider: providerName,
    cause,
    ...(kind === 'writes' && { ambiguous: true }),
  });
}

function codeOf(stderr: string): ProviderErrorCode {
  return errorTexts.find(([, texts]) => texts.some((text) => stderr.includes(text)))?.[0] ?? 'UNCLASSIFIED';
}

const killed = 124;
const notStarted = 127;

function unavailable(message: string, result: ExecResult, kind: CallKind): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', message, {
    provider: providerName,
    cause: new SlurmFailure(result, message),
    ...(kind === 'writes' && { ambiguous: true }),
  });
}

/** What could not start holds the whole command line, and did nothing. */
function missing(file: string, { exitCode }: ExecResult): ProviderError {
  const message = `the ${file} command is missing: install SLURM's client commands and put them on PATH`;
  const cause = new SlurmFailure({ exitCode, stderr: message }, message);
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, cause });
}

function unconfigured(file: string, result: ExecResult, kind: CallKind): ProviderError {
  const said = tellingLine(result.stderr);
  const remedy = 'set SLURM_CONF to its configuration, or SLURM_SSH_HOST to a host that knows it';
  return unavailable(`${file} does not know the cluster (${said}): ${remedy}`, result, kind);
}

const lineMax = 300;

/** The last line says why; what stands before it is more general, or a greeting. */
function tellingLine(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.findLast((line) => /\berror\b/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return telling.replace(/^\w+: (?:error|fatal): /, '').slice(0, lineMax);
}
