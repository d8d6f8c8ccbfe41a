import { Worker } from 'node:worker_threads';
import type { ToldExhibit } from '../chaos/museum/tour.ts';

/** What all threads of a tour are told. Plain data. */
export interface MuseumRoom {
  readonly provider: string;
  readonly testbed: string;
  readonly seed: number;
  readonly seeds: number;
}

export interface MuseumTour {
  readonly numbers: readonly string[];
  readonly room: MuseumRoom;
  /** Threads at the same time; what they come to is the same with any number of them. */
  readonly workers: number;
  /** Ends them; entries under way are left out. */
  readonly signal: AbortSignal;
  readonly onShown: (told: ToldExhibit) => void;
}

/** Entry file of the threads, beside this one: TypeScript when Assay runs from its sources. */
const url = new URL(import.meta.url.endsWith('.ts') ? './museum-worker.ts' : './museum-worker.js', import.meta.url);

/** Shows entries of the museum in threads, each one after the other; gives them in the order of their numbers. */
export async function showMuseum({
  numbers,
  room,
  workers,
  signal,
  onShown,
}: MuseumTour): Promise<readonly ToldExhibit[]> {
  const waiting = [...numbers];
  const told: ToldExhibit[] = [];
  const visit = async (): Promise<void> => {
    const thread = new Worker(url, { workerData: room });
    const end = () => void thread.terminate();
    signal.addEventListener('abort', end, { once: true });
    try {
      for (let number = waiting.shift(); number !== undefined && !signal.aborted; number = waiting.shift()) {
        const shown = await show(thread, number);
        if (!shown) break;
        told.push(shown);
        onShown(shown);
      }
    } finally {
      signal.removeEventListener('abort', end);
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, numbers.length) }, visit));
  return told.toSorted((a, b) => a.number.localeCompare(b.number));
}

/** Undefined where the thread was ended before it had an answer. */
function show(thread: Worker, number: string): Promise<ToldExhibit | undefined> {
  return new Promise((resolve, reject) => {
    const listeners = {
      message: (shown: ToldExhibit) => settle(() => resolve(shown)),
      error: (error: Error) => settle(() => reject(error)),
      exit: () => settle(() => resolve(undefined)),
    };
    const settle = (act: () => void) => {
      for (const [event, listener] of Object.entries(listeners)) thread.off(event, listener);
      act();
    };
    for (const [event, listener] of Object.entries(listeners)) thread.on(event, listener);
    thread.postMessage(number);
  });
}
