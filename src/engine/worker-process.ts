import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createRealClock } from '../testbed/real-clock.ts';
import { endWithParent } from './end-with-parent.ts';
import { isStopped } from './is-stopped.ts';
import { createOutputMeter } from './output-meter.ts';
import { passedNamesFor } from './passed-names.ts';
import { createPrinted } from './printed.ts';
import { createRedactingStream } from './redact/redacting-stream.ts';
import { redactorFor } from './redact/redactor-for.ts';
import type { Environment } from './redact/secrets-of-environment.ts';
import type { RunLimits } from './run-limits.ts';
import { createSeal, newSecret, type Seal } from './seal.ts';
import { type Silence, watchSilence } from './silence-watch.ts';
import type { Subject } from './subject.ts';
import { workerEnvironment } from './worker-environment.ts';
import type { WorkerMessage, WorkerRequest } from './worker-protocol.ts';

/** Why a request got no answer. */
export type WorkerLoss =
  | { readonly lost: 'crashed'; readonly text: string }
  | { readonly lost: 'timeout'; readonly text: string }
  /** The process, or this one, was not let run: nobody's fault. */
  | { readonly lost: 'suspended'; readonly text: string };

/** What a contract left behind that failed after its end. */
export type LateFailure = Extract<WorkerMessage, { type: 'late' }>;

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
  /** What failed after its contract had ended, so far. */
  readonly late: readonly LateFailure[];
  /** Lets it live on when this process ends, because it has something to clean up. */
  outlive(): void;
  /** Ends the process, by SIGKILL where it does not go. */
  end(): Promise<void>;
}

export interface AskLimits {
  /** The event loop must turn at least this often, in milliseconds. */
  readonly stallMs: number;
  /** The answer must come within this, in milliseconds. */
  readonly deadlineMs: number;
  /** Who does not run for longer was suspended. Absent where nothing is judged. */
  readonly suspendedGapMs?: number;
  readonly onProgress?: (cases: number) => void;
}

const graceMs = 1_000;
const lastWordsMs = 250;
const tickMs = 250;

/** What V8 says when it gives up. */
const outOfMemory = 'JavaScript heap out of memory';

/** What a worker is started with. */
export interface WorkerStart {
  /** Entry file of the worker process. */
  readonly workerUrl: URL;
  /** The whole environment of this process; the worker sees only a part of it. */
  readonly env: Environment;
  /** Who is to be loaded: of the environment only what is meant for it is passed on. */
  readonly subject: Subject;
  /** Settings of the run, which name what of the environment is passed on. */
  readonly settings: Readonly<Record<string, string>>;
  readonly limits: RunLimits;
}

/**
 * Starts the worker's entry file in a process of its own. The one door through which anything of a provider comes to
 * us: what passes it holds no secret of our environment.
 */
export function startWorker({
  workerUrl,
  env,
  subject,
  settings,
  limits: { heapMaxMiB, outputMaxMiB },
}: WorkerStart): WorkerProcess {
  const redactor = redactorFor(env, settings);
  const child = fork(workerUrl, {
    env: workerEnvironment(env, passedNamesFor(settings, subject)),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, `--max-old-space-size=${heapMaxMiB}`],
  });
  const secret = newSecret();
  const seal = createSeal(secret, 'parent');
  // Read by the worker before it loads any provider code, and never sent again.
  child.send({ secret }, () => {});
  const messages = new EventEmitter<Heard>();
  messages.setMaxListeners(0);
  const late: LateFailure[] = [];
  // Each by itself: what comes to the other in between must not cut a secret in two.
  const printed = {
    stdout: createPrinted('stdout', createRedactingStream(redactor)),
    stderr: createPrinted('stderr', createRedactingStream(redactor)),
  };
  const printedText = () => printed.stderr.text() + printed.stdout.text();
  let escaped: string | undefined;
  const meter = createOutputMeter(outputMaxMiB * 1_048_576, () => {
    escaped ??= `the worker was ended because it printed more than ${outputMaxMiB} MiB${printedText()}`;
    child.kill('SIGKILL');
  });
  let isOutOfMemory = false;
  const read = (from: keyof typeof printed) => (chunk: Buffer) => {
    // What a provider prints is kept for its crash report only: results travel by IPC.
    printed[from].add(chunk);
    meter.add(chunk);
    isOutOfMemory ||= chunk.includes(outOfMemory);
  };
  child.stdout?.on('data', read('stdout'));
  child.stderr?.on('data', read('stderr'));
  child.on('error', (error) => printed.stderr.add(Buffer.from(error.message)));
  const outlive = endWithParent(child);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `exited with code ${code}`;
      // Its last words may still be in the pipe, which a process of its own that outlives it would keep open.
      const enough = setTimeout(() => resolve(how), lastWordsMs);
      void heardOut(child).then(() => {
        clearTimeout(enough);
        resolve(how);
      });
    });
    child.once('error', (error) => resolve(`could not start: ${error.message}`));
  });
  let isForged = false;
  const forged = (what: string) => {
    isForged = true;
    escaped ??= `forged: the worker was ended because the provider ${what}, which only Assay does`;
    child.kill('SIGKILL');
  };
  child.on('message', (received) => {
    // After a forged message nothing from this process is believed, not even what is sealed.
    if (isForged) return;
    const opened = seal.open(received) as WorkerMessage | undefined;
    if (opened === undefined) return forged('sent a message to the process that judges it');
    const message = redactor.value(opened);
    if (message.type === 'forged') return forged('made up a request to its own process');
    if (message.type === 'escaped') escaped = message.text;
    if (message.type === 'late') late.push(message);
    if (message.type === 'progress') meter.reset();
    messages.emit('message', message);
  });
  const gone = exited.then((how) => {
    if (escaped !== undefined) return escaped;
    // The stack of the engine that V8 prints beside it helps nobody.
    if (isOutOfMemory) return `the worker ${how} when its heap passed ${heapMaxMiB} MiB`;
    return `the worker ${how}${printedText()}`;
  });

  return {
    ask: (request, answers, limits) => {
      meter.reset();
      return ask({ child, seal, messages, gone }, request, answers, limits);
    },
    tell: (request) => tell({ child, seal }, request),
    late,
    outlive,
    end: () => end(child, exited),
  };
}

/**
 * Once all has arrived that a process had to say before its end. Node tells so by `close`, but not where it was this side
 * that let go of the channel: nothing comes over it any more then, and what is printed is all that is left.
 */
function heardOut(child: ChildProcess): Promise<unknown> {
  const closed = (emitter: EventEmitter) => new Promise((resolve) => emitter.once('close', resolve));
  if (child.connected) return closed(child);
  const printing = [child.stdout, child.stderr].flatMap((stream) => (stream && !stream.closed ? [stream] : []));
  return Promise.all(printing.map(closed));
}

interface Heard {
  message: [WorkerMessage];
}

interface Line {
  readonly child: ChildProcess;
  readonly seal: Seal;
  readonly messages: EventEmitter<Heard>;
  readonly gone: Promise<string>;
}

const clock = createRealClock();

function ask<T extends WorkerMessage['type']>(
  line: Line,
  request: WorkerRequest,
  answers: readonly T[],
  limits: AskLimits,
): Promise<Answer<T>> {
  return new Promise((resolve) => {
    const { child, messages } = line;
    const silence = watchSilence({ mono: clock.monotonic, wall: clock.now }, { tickMs, ...limits });
    const finish = (answer: Answer<T>) => {
      clearInterval(ticks);
      clearTimeout(deadline);
      messages.off('message', listen);
      resolve(answer);
    };
    const mind = (found: Silence): boolean => {
      if (found === 'fine') return false;
      clearInterval(ticks);
      if (found === 'suspended') finish(suspended(limits));
      else void isStopped(child.pid).then((stopped) => finish(stopped ? suspended(limits) : stalled(limits)));
      return true;
    };
    const ticks = setInterval(() => mind(silence.tick()), tickMs);
    const deadline = setTimeout(() => {
      if (!mind(silence.tick())) finish({ lost: 'timeout', text: `no answer within ${limits.deadlineMs} ms` });
    }, limits.deadlineMs);
    const listen = (message: WorkerMessage) => {
      if (mind(silence.heard())) return;
      if (message.type === 'progress') limits.onProgress?.(message.cases);
      if ((answers as readonly string[]).includes(message.type)) finish(message as Answer<T>);
    };
    messages.on('message', listen);
    void line.gone.then((text) => finish({ lost: 'crashed', text }));
    tell(line, request);
  });
}

function stalled({ stallMs }: AskLimits): WorkerLoss {
  return { lost: 'timeout', text: `the worker's event loop stood still for ${stallMs} ms` };
}

function suspended({ suspendedGapMs, stallMs }: AskLimits): WorkerLoss {
  const gapMs = Math.min(suspendedGapMs ?? stallMs, stallMs);
  return { lost: 'suspended', text: `suspended: it was not let run for more than ${gapMs} ms` };
}

function tell({ child, seal }: Pick<Line, 'child' | 'seal'>, request: WorkerRequest): void {
  // The process may be gone already; then `gone` tells.
  if (child.connected) child.send(seal.put(request), () => {});
}

async function end(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (child.connected) child.disconnect();
  const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(kill);
}
