import type { ExecResult } from '../../provider/context.ts';
import type { NativeErrorKind } from '../../testbed/fault.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import { unknownStateIn } from '../../testbed/wire/unknown-state.ts';

const socket = 'unix:///var/run/docker.sock';
const daemon = (text: string): string => `Error response from daemon: ${text}`;

const texts: Readonly<Record<NativeErrorKind, string>> = {
  capacity: daemon(
    'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: cannot allocate memory: unknown',
  ),
  auth: `permission denied while trying to connect to the Docker daemon socket at ${socket}: dial unix /var/run/docker.sock: connect: permission denied`,
  'rate-limit': daemon('toomanyrequests: You have reached your pull rate limit.'),
  quota: daemon('write /var/lib/docker/tmp/layer: no space left on device'),
  invalid: daemon('Minimum memory limit allowed is 6MB'),
  'not-found': daemon('No such container: assay'),
  unavailable: `Cannot connect to the Docker daemon at ${socket}. Is the docker daemon running?`,
  // Engines and their plugins invent texts without telling anybody. This one says nothing that could be guessed at.
  unknown: daemon('flux capacitor misaligned: unknown'),
};

/** A failure in docker's own words. */
export function nativeError(kind: NativeErrorKind, request: ExecRequest, retryAfterMs?: number): ExecResult {
  return failure(request, kind === 'rate-limit' && retryAfterMs !== undefined ? rateLimit(retryAfterMs) : texts[kind]);
}

/** What docker prints when the engine goes away in the middle of a call. */
export function connectionLost(request: ExecRequest): ExecResult {
  return failure(request, 'error during connect: Post "http://%2Fvar%2Frun%2Fdocker.sock/v1.41/": EOF');
}

/** A state that a later engine may have. */
export const unknownState: (result: ExecResult) => ExecResult | undefined = unknownStateIn([
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
]);

/** Registries put the wait into their text, as a Go duration. */
function rateLimit(retryAfterMs: number): string {
  return daemon(`toomanyrequests: retry-after: ${retryAfterMs / 1_000}s, allowed: 44000/minute`);
}

function failure({ args }: ExecRequest, text: string): ExecResult {
  // `docker run` keeps 1 for the container's own command.
  const isRun = args[0] === 'run';
  const stderr = isRun ? `docker: ${text}\n\nRun 'docker run --help' for more information\n` : `${text}\n`;
  return { exitCode: isRun ? 125 : 1, stdout: '', stderr, timedOut: false };
}
