import type { ExecResult } from '../../provider/context.ts';
import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { providerName } from './settings.ts';

/**
 * What the words of SLURM's commands mean in the taxonomy; the first that matches counts. Their exit codes say only that
 * something failed. Words that are not here are never guessed at.
 */
const meanings: readonly (readonly [words: RegExp, code: ProviderErrorCode])[] = [
  [/Invalid job id specified/i, 'NOT_FOUND'],
  [/violates accounting\/QOS policy|QOS usage threshold|MaxSubmitJob|Too many (array )?jobs/i, 'QUOTA_EXCEEDED'],
  [/Access\/permission denied|User's group not permitted|Invalid account or account\/partition/i, 'AUTH_ERROR'],
  [
    /Protocol authentication error|Invalid authentication credential|Access denied to requested reservation/i,
    'AUTH_ERROR',
  ],
  [/Munge (de|en)code failed|Invalid wckey|not allowed to use this account|User not found on host/i, 'AUTH_ERROR'],
  [
    /Requested nodes are busy|not available right now|Required node not available|node not available now/i,
    'CAPACITY_ERROR',
  ],
  [
    /partition (configuration )?not available now|Required partition not available|Immediate execution impossible/i,
    'CAPACITY_ERROR',
  ],
  [
    /Unable to allocate resources: .*(busy|not available)|insufficient (gres|resources)|Reservation is not usable/i,
    'CAPACITY_ERROR',
  ],
  [
    /Invalid partition name|Memory specification can not be satisfied|Requested node configuration is not/i,
    'INVALID_SPEC',
  ],
  [/Invalid generic resource|Invalid (node name|feature|license|qos|job array) specif/i, 'INVALID_SPEC'],
  [/Requested reservation is invalid|Requested time limit is invalid|More processors requested/i, 'INVALID_SPEC'],
  [
    /Node count specification invalid|Task count specification|CPU count specification|Pathname of a file/i,
    'INVALID_SPEC',
  ],
  [/Invalid (--\S+|Trackable RESource|GRES|GPU|constraint|dependency|QOS|time) /i, 'INVALID_SPEC'],
  [/unrecognized option|does not look like a batch script|DOS line breaks|NULL character/i, 'INVALID_SPEC'],
  [/No partition specified or system default|requires? a time limit|Invalid job array/i, 'INVALID_SPEC'],
  [/Unable to contact slurm controller|Socket timed out|connect failure|Connection refused/i, 'PROVIDER_UNAVAILABLE'],
  [
    /Zero Bytes were transmitted|communication|temporarily unable|standby|submissions? (are )?disabled/i,
    'PROVIDER_UNAVAILABLE',
  ],
  [/Slurm backup controller|slurmdbd|Problem talking to|Resource temporarily unavailable/i, 'PROVIDER_UNAVAILABLE'],
  [/Kerberos|Could not resolve hostname|Connection (closed|reset|timed out)/i, 'PROVIDER_UNAVAILABLE'],
];

/** What SLURM said, as the cause of a ProviderError. */
export class SlurmFailure extends Error {
  override readonly name = 'SlurmFailure';
  readonly exitCode: number;
  readonly stderr: string;

  constructor({ exitCode, stderr }: Pick<ExecResult, 'exitCode' | 'stderr'>, message: string) {
    super(message);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** Whether a command changes something. Only such a command can have taken effect although it failed. */
export type CallKind = 'reads' | 'writes';

/** The error behind a command that failed. */
export function slurmError(file: string, result: ExecResult, kind: CallKind): ProviderError {
  // Ending a command does not end what the controller is doing for it.
  if (result.timedOut || result.exitCode === killed) return unavailable(`${file} did not answer in time`, result, kind);
  if (result.exitCode === notStarted && /\bENOENT\b|not found/i.test(result.stderr)) return missing(file, result);
  const said = tellingLine(result.stderr);
  const code = meanings.find(([words]) => words.test(result.stderr))?.[1] ?? 'UNCLASSIFIED';
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
