import type { SubjectProblem } from './certify-options.ts';
import { type OpenSettings, reopenWorker } from './open-worker.ts';
import { type Subject, subjectLabel } from './subject.ts';
import type { AskLimits, WorkerProcess } from './worker-process.ts';
import type { Resources } from './worlds.ts';

const closeLimits: AskLimits = { stallMs: 60_000, deadlineMs: 120_000 };

/** What becomes of a lane's last process depends on it. */
export interface LaneState {
  /** Whether its world outlives the process. */
  readonly isShared: boolean;
  /** Whether a process was lost on the way. */
  readonly lostOne: boolean;
}

/** What a lane leaves behind. */
export interface LaneEnd {
  readonly resources: Resources;
  /** What the provider left open in its process. */
  readonly leftOpen: readonly string[];
  readonly problem?: SubjectProblem;
}

const nothing: Resources = { created: 0, destroyed: 0, leaked: 0 };

/** Closes the last worker; where one was lost on the way, a new one sweeps up what it left. */
export async function takeDown(
  worker: WorkerProcess | undefined,
  { isShared, lostOne }: LaneState,
  subject: Subject,
  options: OpenSettings,
): Promise<LaneEnd> {
  const mustSweep = isShared && lostOne;
  const last = worker ?? (mustSweep ? await reopenWorker(subject, options) : undefined);
  if (!last)
    return { resources: nothing, leftOpen: [], ...(mustSweep && { problem: unsweptProblem(subject, options) }) };
  const swept = mustSweep
    ? await last.ask({ type: 'sweep', runId: options.runId }, ['swept', 'problem'], closeLimits)
    : undefined;
  const closed = await last.ask({ type: 'close' }, ['closed', 'problem'], closeLimits);
  await last.end();
  const isSwept = !mustSweep || (swept && !('lost' in swept) && swept.type === 'swept');
  const isClosed = !('lost' in closed) && closed.type === 'closed';
  return {
    resources: isClosed ? closed.resources : nothing,
    leftOpen: isClosed ? closed.leftOpen : [],
    ...(isShared && !(isSwept && isClosed) && { problem: unsweptProblem(subject, options) }),
  };
}

function unsweptProblem(subject: Subject, { runId }: OpenSettings): SubjectProblem {
  const message = `${subjectLabel(subject)}: what run ${runId} made could not be looked after to the end; it may have left something behind: assay sweep says what`;
  return { subject, kind: 'internal', message };
}
