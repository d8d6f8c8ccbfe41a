import { fork } from 'node:child_process';
import { createRealClock } from '../../testbed/real-clock.ts';
import { endGroup, hasGroups } from '../groups/end-group.ts';
import { guardGroup } from '../groups/group-guard.ts';
import type { AnswerOf, Lane, LaneSubject, LaneTask, Lost } from './lane.ts';
import type { LaneSetup } from './lane-setup.ts';
import { createLastWords } from './last-words.ts';
import type { LaneAnswer, LaneOpening, LaneStart } from './serve-lane.ts';

export interface ProcessLaneOptions {
  /** Entry file of the process, which calls `serveLane`. */
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
const lastWordsMs = 250;

/** A lane that can be opened, to see whether its control plane can be loaded at all. */
export interface ProcessLane extends Lane {
  /** What the control plane is, or what is wrong with it. */
  open(): Promise<Opened>;
}

export type Opened = LaneSubject | { readonly problem: string };

/**
 * Does its tasks in a process of its own. Whatever is done in there, an endless loop, `process.exit`, a heap that is full or a
 * crash of Node itself, costs the task under way; the next one gets a new process.
 */
export function processLane({ url, opening, setup, limitsMs }: ProcessLaneOptions): ProcessLane {
  const limits = { ...limitsDefault, ...limitsMs };
  let running: LaneProcess | undefined;
  let isEnded = false;

  const open = async (): Promise<Opened> => {
    running ??= startProcess(url, { opening, setup });
    const opened = await running.next(limits.open);
    if ('lost' in opened) {
      await drop();
      return { problem: opened.text };
    }
    return opened as Opened;
  };
  const drop = async (): Promise<void> => {
    const dropped = running;
    running = undefined;
    await dropped?.end();
  };

  return {
    open,
    ask: async <T extends LaneTask>(task: T) => {
      if (isEnded) return ended;
      if (!running) {
        const opened = await open();
        if ('problem' in opened) return { lost: 'crashed', text: opened.problem } satisfies Lost;
      }
      const answer = await (running as LaneProcess).ask(task, limits[task.do]);
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

interface LaneProcess {
  ask(task: LaneTask, withinMs: number): Promise<LaneAnswer | Lost>;
  /** What it says next. */
  next(withinMs: number): Promise<LaneAnswer | Lost>;
  end(): Promise<void>;
}

function startProcess(url: URL, start: LaneStart): LaneProcess {
  const clock = createRealClock();
  const child = fork(url, {
    // What a control plane prints is kept for its crash report only.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [...process.execArgv, `--max-old-space-size=${heapMaxMiB}`],
    // A Ctrl-C is for the one who asks, who ends this one when it is time.
    detached: hasGroups,
  });
  const release = child.pid === undefined || !hasGroups ? () => {} : guardGroup(child.pid);
  const lastWords = createLastWords([child.stdout, child.stderr].filter((stream) => stream !== null));
  const exited = new Promise<Lost>((resolve) => {
    const tell = (text: string) => resolve({ lost: 'crashed', text: text + lastWords() });
    child.once('error', ({ message }) => tell(`its process could not start: ${message}`));
    child.once('exit', (code, signal) => {
      // Whatever it has left behind in its group, which may hold its pipes open.
      endGroup(child);
      release();
      const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
      // Its last words may still be in the pipe.
      const cancel = clock.after(lastWordsMs, () => tell(`its process ${how}`));
      child.once('close', () => {
        cancel();
        tell(`its process ${how}`);
      });
    });
  });
  const heard: LaneAnswer[] = [];
  let listener: ((answer: LaneAnswer) => void) | undefined;
  child.on('message', (answer: LaneAnswer) => {
    if (listener) listener(answer);
    else heard.push(answer);
  });
  // One that is gone tells so by its end.
  const send = (message: object) => child.send(message, () => {});
  send(start);

  const next = async (withinMs: number): Promise<LaneAnswer | Lost> => {
    const early = heard.shift();
    if (early) return early;
    const told = Promise.withResolvers<LaneAnswer | Lost>();
    listener = told.resolve;
    const cancel = clock.after(withinMs, () =>
      told.resolve({ lost: 'hung', text: `it was not done within ${withinMs / 1_000} s` }),
    );
    const answer = await Promise.race([told.promise, exited]);
    cancel();
    listener = undefined;
    return answer;
  };

  return {
    next,
    ask: (task, withinMs) => {
      send(task);
      return next(withinMs);
    },
    end: async () => {
      endGroup(child);
      await exited;
    },
  };
}
