import type { FailureFile, ReplayResult } from './failure-file.ts';
import { missingVariable, passedNames } from './passed-names.ts';
import { runLimits } from './run-limits.ts';
import { startWorker, type WorkerStart } from './worker-process.ts';

const limits = { stallMs: 60_000, deadlineMs: 10 * 60_000 };

/** Plays a stored failure again in a worker process of its own. Never throws for what the provider does. */
export async function replay(file: FailureFile, options: ReplayOptions): Promise<ReplayResult> {
  const missing = missingVariable(options.env, passedNames(file.settings));
  if (missing !== undefined) return { outcome: 'cannot-run', message: missing };
  const worker = startWorker({ ...options, subject: file.subject, settings: file.settings, limits: runLimits() });
  const interrupt = () => worker.tell({ type: 'interrupt' });
  options.signal.addEventListener('abort', interrupt);
  try {
    const { subject, testbed, settings, worldSeed: seed } = file;
    const runId = `replay-${file.worldSeed}`;
    const opened = await worker.ask(
      { type: 'open', subject, testbed, settings, seed, runId },
      ['opened', 'problem'],
      limits,
    );
    if ('lost' in opened) return { outcome: 'cannot-run', message: opened.text };
    if (opened.type === 'problem') return { outcome: 'cannot-run', message: opened.message };
    const answer = await worker.ask({ type: 'replay', file }, ['replayed', 'problem'], limits);
    if ('lost' in answer) return { outcome: 'cannot-run', message: answer.text };
    if (answer.type === 'problem') return { outcome: 'cannot-run', message: answer.message };
    await worker.ask({ type: 'close' }, ['closed', 'problem'], limits);
    return answer.result;
  } finally {
    options.signal.removeEventListener('abort', interrupt);
    await worker.end();
  }
}

export interface ReplayOptions extends Omit<WorkerStart, 'subject' | 'settings' | 'limits'> {
  readonly signal: AbortSignal;
}
