import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** The share of a thread: every `parts`th item, from the `part`th. */
export interface Share {
  readonly part: number;
  readonly parts: number;
}

/** Runs a module in a thread for each processor, with the request and its share as `workerData`; gives what each posts. */
export function onEveryProcessor<Request, Result>(module: URL, request: Request): Promise<readonly Result[]> {
  const parts = availableParallelism();
  const shares = Array.from({ length: parts }, (_, part) => ({ ...request, part, parts }));
  return Promise.all(shares.map((share) => runThread<Result>(module, share)));
}

/** The items of a share. */
export function shareOf<T>(items: readonly T[], { part, parts }: Share): readonly T[] {
  return items.filter((_, index) => index % parts === part);
}

function runThread<Result>(module: URL, workerData: unknown): Promise<Result> {
  const thread = new Worker(module, { workerData });
  return new Promise((resolve, reject) => {
    // A shell of the simulated testbed waits for more and would keep the thread.
    thread.once('message', (result: Result) => {
      resolve(result);
      void thread.terminate();
    });
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a thread ended with ${code} before it had done its share`)));
  });
}
