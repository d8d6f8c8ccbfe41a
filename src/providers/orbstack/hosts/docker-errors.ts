import { type CallKind, CommandFailure } from '../../../provider/command-failure.ts';
import type { ExecResult } from '../../../provider/context.ts';
import { isProviderError, ProviderError, type ProviderErrorCode } from '../../../provider/provider-error.ts';
import { providerName } from '../refuse.ts';

/** What docker's words mean in the taxonomy; the first that matches counts. Words that are not here are never guessed at. */
const meanings: readonly (readonly [words: RegExp, code: ProviderErrorCode])[] = [
  [/permission denied while trying to connect|no basic auth credentials|unauthorized:/i, 'AUTH_ERROR'],
  [/toomanyrequests|too many requests/i, 'RATE_LIMIT_ERROR'],
  [/no space left on device|disk quota exceeded/i, 'QUOTA_EXCEEDED'],
  [/cannot allocate memory|resource temporarily unavailable|no available (IPv4|IP) address/i, 'CAPACITY_ERROR'],
  [/no such image|pull access denied|repository does not exist|manifest .*(unknown|not found)/i, 'INVALID_SPEC'],
  [/invalid reference format|must be lowercase|no matching manifest/i, 'INVALID_SPEC'],
  [/network \S+ not found|no such network|includes invalid characters/i, 'INVALID_SPEC'],
  [/range of cpus is|minimum memory limit|conflicting options|could not select device driver/i, 'INVALID_SPEC'],
  [/executable file not found|exec: .*(no such file or directory|permission denied)/i, 'INVALID_SPEC'],
  [/volume is in use|image is being used|dependent child images/i, 'INVALID_SPEC'],
  [/no such (container|object|volume)/i, 'NOT_FOUND'],
  [/cannot connect to the docker daemon|error during connect|is the docker daemon running/i, 'PROVIDER_UNAVAILABLE'],
  [/\bEOF\b|connection (refused|reset)|broken pipe|use of closed network connection/i, 'PROVIDER_UNAVAILABLE'],
  [/i\/o timeout|deadline exceeded|context canceled|Client\.Timeout|handshake timeout/i, 'PROVIDER_UNAVAILABLE'],
  [/no such host|server misbehaving|network is unreachable|no route to host/i, 'PROVIDER_UNAVAILABLE'],
  [/did not receive an exit event|device or resource busy|already in progress/i, 'PROVIDER_UNAVAILABLE'],
];

/** What docker said, as the cause of a ProviderError. */
export class DockerFailure extends CommandFailure {
  override readonly name = 'DockerFailure';

  /** The docker failure that a ProviderError was made from, if one was. */
  static behind(thrown: unknown): DockerFailure | undefined {
    return isProviderError(thrown) && thrown.cause instanceof DockerFailure ? thrown.cause : undefined;
  }
}

/** The error behind a docker command that failed. */
export function dockerError(result: ExecResult, kind: CallKind): ProviderError {
  if (result.timedOut || result.exitCode === killed) return unanswered(result, kind, 'docker did not answer in time');
  const startFailure = result.exitCode === notStarted && /^Command failed with (E[A-Z0-9]+):/.exec(result.stderr)?.[1];
  if (startFailure) return neverStarted(startFailure);
  const said = tellingLine(result.stderr);
  const code = codeOf(result.stderr);
  const isUnclear = code === 'PROVIDER_UNAVAILABLE' || code === 'UNCLASSIFIED';
  return new ProviderError(code, `docker failed: ${said}`, {
    provider: providerName,
    cause: new DockerFailure(result, said),
    ...retryAfter(result.stderr),
    ...(isUnclear && kind === 'writes' && !isClearRefusal(result.stderr, code) && { ambiguous: true }),
  });
}

/** The error behind an answer that nobody can read. */
export function unreadable(cause: unknown, kind: CallKind): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', 'docker answered something that cannot be read', {
    provider: providerName,
    cause,
    ...(kind === 'writes' && { ambiguous: true }),
  });
}

/** Whether docker said that a container, image or volume is not there. */
export function saysGone(stderr: string): boolean {
  return /no such (container|object|image|volume)/i.test(stderr);
}

/** Whether docker refused a container because another one has its name. */
export function saysNameTaken(stderr: string): boolean {
  return /is already in use by container/i.test(stderr);
}

const killed = 124;
const notStarted = 127;

function codeOf(stderr: string): ProviderErrorCode {
  return meanings.find(([words]) => words.test(stderr))?.[1] ?? 'UNCLASSIFIED';
}

/**
 * Whether it is certain that nothing was done: the engine answered, and with a refusal; or it could not fetch an image,
 * without which it makes nothing.
 */
function isClearRefusal(stderr: string, code: ProviderErrorCode): boolean {
  if (!/error response from daemon/i.test(stderr)) return false;
  return code === 'UNCLASSIFIED' || /error response from daemon: (get|head) "https?:/i.test(stderr);
}

function unanswered(result: ExecResult, kind: CallKind, message: string): ProviderError {
  return new ProviderError('PROVIDER_UNAVAILABLE', message, {
    provider: providerName,
    cause: withoutCommandLine(result.exitCode, message),
    ...(kind === 'writes' && { ambiguous: true }),
  });
}

/** Nothing was done, so nothing is unclear. */
function neverStarted(code: string): ProviderError {
  const message =
    code === 'ENOENT'
      ? 'the docker command is missing: install the docker CLI and put it on PATH'
      : `the docker command could not be started (${code})`;
  const cause = withoutCommandLine(notStarted, message);
  return new ProviderError(code === 'E2BIG' ? 'INVALID_SPEC' : 'PROVIDER_UNAVAILABLE', message, {
    provider: providerName,
    cause,
  });
}

/** The words about a command that never started or was killed are not docker's, and they may hold the whole bootstrap. */
function withoutCommandLine(exitCode: number, message: string): DockerFailure {
  return new DockerFailure({ exitCode, stderr: message }, message);
}

const lineMax = 300;

/** The line that says why; docker surrounds it with hints. */
function tellingLine(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const telling =
    lines.find((line) => /error/i.test(line)) ??
    lines.find((line) => line !== '' && !/^(unable to find image|warning:|run '|see ')/i.test(line)) ??
    'it gave no reason';
  return telling
    .replace(/^docker: /, '')
    .replace(/^Error response from daemon: /, '')
    .slice(0, lineMax);
}

/** Registries put the wait into their text, as a Go duration: `toomanyrequests: retry-after: 1.5s, allowed: …`. */
function retryAfter(stderr: string): { readonly retryAfterMs?: number } {
  const [, amount, unit] = /retry-after: ([0-9.]+)(ms|µs|s)\b/.exec(stderr) ?? [];
  const factor = unit === 's' ? 1_000 : unit === 'ms' ? 1 : 0.001;
  const retryAfterMs = Number(amount) * factor;
  return Number.isFinite(retryAfterMs) ? { retryAfterMs } : {};
}
