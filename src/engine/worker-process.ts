import { type ChildProcess, fork } from 'node:child_process';
import { createOutputMeter } from './output-meter.ts';
import { passedNames } from './passed-names.ts';
import { createRedactingStream } from './redact/redacting-stream.ts';
import { redactorFor } from './redact/redactor-for.ts';
import type { Environment } from './redact/secrets-of-environment.ts';
import { createTail } from './tail.ts';
import { workerEnvironment } from './worker-environment.ts';
import type { WorkerMessage, WorkerRequest } from './worker-protocol.ts';

/** Why a request got no answer. */
export type WorkerLoss =
  | { readonly lost: 'crashed'; readonly text: string }
  | { readonly lost: 'timeout'; readonly text: string };

export type Answer<T extends WorkerMessage['type']> = Extract<WorkerMessage, { type: T }> | WorkerLoss;

/** One provider's process. The provider can hang, crash or flood it; the parent goes on. */
export interface WorkerProcess {
  /** Sends a request and waits for the answer of one of these types. Never throws. */
  ask<T extends WorkerMessage['type']>(
    request: WorkerRequest,
    answers: readonly T[],
    limits: AskLimits,
  ): Promise<Answer<T>>;
  /** Sends without waiting. */
  tell(request: WorkerRequest): void;
  /** Ends the process, by SIGKILL where it does not go. */
  end(): Promise<void>;
}

export interface AskLimits {
  /** The event loop must turn at least this often, in milliseconds. */
  readonly stallMs: number;
  /** The answer must come within this, in milliseconds. */
  readonly deadlineMs: number;
  readonly onProgress?: (cases: number) => void;
}

/** Several workers must fit beside each other on a small machine. */
const heapMaxMiB = 1_024;
/** From one sign of progress to the next: far more than a talkative provider prints over its cases, and soon read. */
const outputMaxMiB = 64;
const graceMs = 1_000;
const lastWordsMs = 250;

/** What V8 says when it gives up. */
const outOfMemory = 'JavaScript heap out of memory';

/** What a worker is started with. */
export interface WorkerStart {
  /** Entry file of the worker process. */
  readonly workerUrl: URL;
  /** The whole environment of this process; the worker sees only a part of it. */
  readonly env: Environment;
  /** Settings of the run, which name what of the environment is passed on. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts the worker's entry file in a process of its own. The one door through which anything of a provider comes to
 * us: what passes it holds no secret of our environment.
 */
export function startWorker({ workerUrl, env, settings }: WorkerStart): WorkerProcess {
  const redactor = redactorFor(env, settings);
  const child = fork(workerUrl, {
    env: workerEnvironment(env, passedNames(settings)),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, `--max-old-space-size=${heapMaxMiB}`],
  });
  const tail = createTail(createRedactingStream(redactor));
  let escaped: string | undefined;
  const meter = createOutputMeter(outputMaxMiB * 1_048_576, () => {
    escaped ??= `the worker was ended because it printed more than ${outputMaxMiB} MiB${tail.text()}`;
    child.kill('SIGKILL');
  });
  let isOutOfMemory = false;
  const read = (chunk: Buffer) => {
    // What a provider prints is kept for its crash report only: results travel by IPC.
    tail.add(chunk);
    meter.add(chunk);
    isOutOfMemory ||= chunk.includes(outOfMemory);
  };
  child.stdout?.on('data', read);
  child.stderr?.on('data', read);
  child.on('error', (error) => tail.add(Buffer.from(error.message)));
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `exited with code ${code}`;
      // Its last words may still be in the pipe, which a process of its own that outlives it would keep open.
      const enough = setTimeout(() => resolve(how), lastWordsMs);
      child.once('close', () => {
        clearTimeout(enough);
        resolve(how);
      });
    });
    child.once('error', (error) => resolve(`could not start: ${error.message}`));
  });
  const listeners = new Set<(message: WorkerMessage) => void>();
  child.on('message', (raw: WorkerMessage) => {
    const message = redactor.value(raw);
    if (message.type === 'escaped') escaped = message.text;
    if (message.type === 'progress') meter.reset();
    for (const listen of listeners) listen(message);
  });
  const gone = exited.then((how) => {
    if (escaped !== undefined) return escaped;
    // The stack of the engine that V8 prints beside it helps nobody.
    if (isOutOfMemory) return `the worker ${how} when its heap passed ${heapMaxMiB} MiB`;
    return `the worker ${how}${tail.text()}`;
  });

  return {
    ask: (request, answers, limits) => {
      meter.reset();
      return ask({ child, gone, listeners }, request, answers, limits);
    },
    tell: (request) => tell(child, request),
    end: () => end(child, exited),
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly gone: Promise<string>;
  readonly listeners: Set<(message: WorkerMessage) => void>;
}

function ask<T extends WorkerMessage['type']>(
  { child, gone, listeners }: Running,
  request: WorkerRequest,
  answers: readonly T[],
  limits: AskLimits,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const finish = (answer: Answer<T>) => {
      clearTimeout(stall);
      clearTimeout(deadline);
      listeners.delete(listen);
      resolve(answer);
    };
    const stalled = () =>
      finish({ lost: 'timeout', text: `the worker's event loop stood still for ${limits.stallMs} ms` });
    const stall = setTimeout(stalled, limits.stallMs);
    const deadline = setTimeout(
      () => finish({ lost: 'timeout', text: `no answer within ${limits.deadlineMs} ms` }),
      limits.deadlineMs,
    );
    const listen = (message: WorkerMessage) => {
      stall.refresh();
      if (message.type === 'progress') limits.onProgress?.(message.cases);
      if ((answers as readonly string[]).includes(message.type)) finish(message as Answer<T>);
    };
    listeners.add(listen);
    void gone.then((text) => finish({ lost: 'crashed', text }));
    tell(child, request);
  });
}

function tell(child: ChildProcess, request: WorkerRequest): void {
  // The process may be gone already; then `gone` tells.
  if (child.connected) child.send(request, () => {});
}

async function end(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (child.connected) child.disconnect();
  const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(kill);
}
