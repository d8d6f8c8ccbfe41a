import { Worker } from 'node:worker_threads';
import { describeWithCauses } from '../../contracts/describe.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import type { AnswerOf, Lane, LaneSubject, LaneTask, Lost } from './lane.ts';
import type { LaneSetup } from './lane-setup.ts';
import { createLastWords } from './last-words.ts';
import type { LaneAnswer, LaneOpening } from './serve-lane.ts';

export interface ThreadLaneOptions {
  /** Entry file of the thread, which calls `serveLane`. */
  readonly url: URL;
  readonly opening: LaneOpening;
  readonly setup: LaneSetup;
  /** What may be had of wall time, by the thing to do. Whoever takes longer is ended. */
  readonly limitsMs?: Partial<LaneLimits>;
}

export type LaneLimits = Readonly<Record<LaneTask['do'] | 'open', number>>;

/** A run takes some 50 ms: whoever is not done by then never will be, not even on a machine that has twenty other things to do. */
const limitsDefault: LaneLimits = { open: 120_000, run: 20_000, play: 20_000, shrink: 60_000 };
const heapMaxMiB = 512;

/** A lane that can be opened, to see whether its control plane can be loaded at all. */
export interface ThreadLane extends Lane {
  /** What the control plane is, or what is wrong with it. */
  open(): Promise<Opened>;
}

export type Opened = LaneSubject | { readonly problem: string };

/**
 * Does its tasks in a thread of its own. Whatever is done in there, an endless loop, `process.exit` or a heap that is full,
 * costs the task under way; the next one gets a new thread.
 */
export function threadLane({ url, opening, setup, limitsMs }: ThreadLaneOptions): ThreadLane {
  const limits = { ...limitsDefault, ...limitsMs };
  let thread: Thread | undefined;
  let isEnded = false;

  const open = async (): Promise<Opened> => {
    thread ??= startThread(url, { opening, setup });
    const opened = await thread.next(limits.open);
    if ('lost' in opened) {
      await drop();
      return { problem: opened.text };
    }
    return opened as Opened;
  };
  const drop = async (): Promise<void> => {
    const dropped = thread;
    thread = undefined;
    await dropped?.end();
  };

  return {
    open,
    ask: async <T extends LaneTask>(task: T) => {
      if (isEnded) return ended;
      if (!thread) {
        const opened = await open();
        if ('problem' in opened) return { lost: 'crashed', text: opened.problem } satisfies Lost;
      }
      const answer = await (thread as Thread).ask(task, limits[task.do]);
      if (!('lost' in answer)) return answer as AnswerOf<T>;
      await drop();
      return isEnded ? ended : answer;
    },
    end: async () => {
      isEnded = true;
      await drop();
    },
  };
}

const ended: Lost = { lost: 'ended', text: 'it was ended' };

interface Thread {
  ask(task: LaneTask, withinMs: number): Promise<LaneAnswer | Lost>;
  /** What it says next. */
  next(withinMs: number): Promise<LaneAnswer | Lost>;
  end(): Promise<void>;
}

function startThread(url: URL, workerData: { readonly opening: LaneOpening; readonly setup: LaneSetup }): Thread {
  const clock = createRealClock();
  const worker = new Worker(url, {
    workerData,
    // What a control plane prints is kept for its crash report only.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMaxMiB },
  });
  const lastWords = createLastWords([worker.stdout, worker.stderr]);
  const gone = new Promise<Lost>((resolve) => {
    const tell = (text: string) => resolve({ lost: 'crashed', text: text + lastWords() });
    worker.once('error', (thrown) => tell(`its thread died: ${describeWithCauses(thrown)}`));
    worker.once('exit', (code) => tell(`its thread ended with exit code ${code}`));
  });
  const heard: LaneAnswer[] = [];
  let listener: ((answer: LaneAnswer) => void) | undefined;
  worker.on('message', (answer: LaneAnswer) => {
    if (listener) listener(answer);
    else heard.push(answer);
  });

  const next = async (withinMs: number): Promise<LaneAnswer | Lost> => {
    const early = heard.shift();
    if (early) return early;
    const told = Promise.withResolvers<LaneAnswer | Lost>();
    listener = told.resolve;
    const cancel = clock.after(withinMs, () =>
      told.resolve({ lost: 'hung', text: `it was not done within ${withinMs / 1_000} s` }),
    );
    const answer = await Promise.race([told.promise, gone]);
    cancel();
    listener = undefined;
    return answer;
  };

  return {
    next,
    ask: (task, withinMs) => {
      worker.postMessage(task);
      return next(withinMs);
    },
    end: async () => {
      await worker.terminate();
    },
  };
}
