import type { BudgetLimits } from './budget/budget.ts';
import type { CertifyOptions, SubjectProblem } from './certify-options.ts';
import type { RunLimits } from './run-limits.ts';
import { type Subject, subjectLabel } from './subject.ts';
import { type AskLimits, startWorker, type WorkerProcess } from './worker-process.ts';
import type { OpenedSubject } from './worker-protocol.ts';

/** What opening a subject needs to know of the run. */
export type OpenSettings = Pick<CertifyOptions, 'testbed' | 'settings' | 'seed' | 'runs' | 'workerUrl' | 'env'> & {
  readonly limits: RunLimits;
  readonly runId: string;
  readonly journal?: string;
  readonly spending?: BudgetLimits;
};

const openLimits: AskLimits = { stallMs: 60_000, deadlineMs: 120_000 };

export type Opened = { readonly worker: WorkerProcess; readonly opened: OpenedSubject };

/** Opens the subject in a process that was started; ends the process where that cannot be done. */
export async function openWorker(
  worker: WorkerProcess,
  subject: Subject,
  options: OpenSettings,
): Promise<Opened | { readonly problem: SubjectProblem }> {
  const { testbed, settings, seed, runs, runId, journal, spending } = options;
  const request = {
    type: 'open' as const,
    subject,
    settings,
    seed,
    runId,
    ...(testbed !== undefined && { testbed }),
    ...(runs !== undefined && { runs }),
    ...(journal !== undefined && { journal }),
    ...(spending !== undefined && { spending }),
  };
  const answer = await worker.ask(request, ['opened', 'problem'], openLimits);
  if (!('lost' in answer) && answer.type === 'opened') {
    if (answer.opened.isolation === 'run') worker.outlive();
    return { worker, opened: answer.opened };
  }
  await worker.end();
  if ('lost' in answer) {
    const message = `${subjectLabel(subject)} could not be loaded: ${answer.text}`;
    return { problem: { subject, kind: 'usage', message } };
  }
  return { problem: { subject, kind: answer.kind, message: answer.message } };
}

/** A new process for the same subject, or undefined where that cannot be. */
export async function reopenWorker(subject: Subject, options: OpenSettings): Promise<WorkerProcess | undefined> {
  const again = await openWorker(startWorker({ ...options, subject }), subject, options);
  return 'worker' in again ? again.worker : undefined;
}
