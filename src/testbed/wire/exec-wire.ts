import type { Clock, Exec, ExecOptions, ExecResult } from '../../provider/context.ts';
import type { FaultInjector, FaultKind, NativeErrorKind } from '../fault.ts';
import type { TranscriptRecorder } from '../transcript-recorder.ts';
import { createWire } from './wire.ts';
import type { CallClass } from './wire-call.ts';

/** One command on its way. */
export interface ExecRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: ExecOptions;
}

/** A command line tool: real, or simulated in process. */
export interface ExecService {
  readonly exec: Exec;
  classify(request: ExecRequest): CallClass;
  /** A failure as the tool prints it. */
  nativeError(kind: NativeErrorKind, request: ExecRequest, retryAfterMs?: number): ExecResult;
  readonly nativeErrors: readonly NativeErrorKind[];
  /** What the tool prints when its server goes away in the middle of a call. */
  connectionLost(request: ExecRequest): ExecResult;
  /** What was printed, with every state in it one that nobody has heard of; undefined where it shows none. */
  unknownState?(result: ExecResult): ExecResult | undefined;
}

/** A local pipe loses nothing of what a command printed; everything else is between the tool and its server. */
const kinds: readonly FaultKind[] = [
  'native-error',
  'latency',
  'hang',
  'response-lost',
  'error-after-success',
  'throttle',
  'stale-read',
  'request-lost',
];

export interface ExecWire {
  readonly exec: Exec;
  readonly faults: FaultInjector;
}

/** An `exec` with faults around it. A command that hangs ends by its own `timeoutMs`, as a killed one does. */
export function createExecWire(
  service: ExecService,
  options: { readonly clock: Clock; readonly transcript: TranscriptRecorder },
): ExecWire {
  const { clock } = options;
  const wire = createWire<ExecRequest, ExecResult>({
    ...options,
    transport: ({ request }) => service.exec(request.file, request.args, request.options),
    classify: (request) => service.classify(request),
    nativeError: (kind, request, retryAfterMs) => service.nativeError(kind, request, retryAfterMs),
    nativeErrors: service.nativeErrors,
    loseConnection: async (request) => service.connectionLost(request),
    describeResponse: describeResult,
    isSame: (a, b) => describeResult(a) === describeResult(b),
    kinds: service.unknownState ? [...kinds, 'unknown-enum'] : kinds,
    damage: (result, damage) => (damage === 'unknown-state' ? service.unknownState?.(result) : undefined),
  });
  return {
    faults: wire.faults,
    exec: (file, args, given = {}) => {
      const send = (signal?: AbortSignal) => wire.send({ file, args, options: given }, signal);
      return given.timeoutMs === undefined
        ? send(given.signal)
        : withTimeout(clock, given.timeoutMs, given.signal, send);
    },
  };
}

const timedOut: ExecResult = { exitCode: 124, stdout: '', stderr: '', timedOut: true };

async function withTimeout(
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  send: (signal: AbortSignal) => Promise<ExecResult>,
): Promise<ExecResult> {
  // As AbortSignal.any would give up, at a part of its price.
  const giveUp = new AbortController();
  const abort = () => {
    cancel();
    giveUp.abort(signal?.reason);
  };
  const { promise: expired, resolve: expire } = Promise.withResolvers<ExecResult>();
  const cancel = clock.after(timeoutMs, () => {
    expire(timedOut);
    giveUp.abort(new Error('the command is done'));
  });
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const sent = send(giveUp.signal);
  // A call that loses the race may still fail; nobody waits for it any more.
  sent.catch(() => {});
  try {
    return await Promise.race([sent, expired]);
  } finally {
    cancel();
    signal?.removeEventListener('abort', abort);
  }
}

function describeResult({ exitCode, stdout, stderr, timedOut: late }: ExecResult): string {
  if (late) return 'timed out';
  return exitCode === 0 ? stdout.trim() : `exit ${exitCode}: ${stderr.trim()}`;
}
