import type { CertifyEvent, CertifyOptions, SubjectProblem } from './certify-options.ts';
import { storeFailure } from './failure-store.ts';
import type { Outcome, ProviderResult, Reason, Report } from './report.ts';
import type { StoredCase } from './run-contract.ts';
import { type Subject, subjectLabel } from './subject.ts';
import { verdictOf } from './verdict.ts';
import { type AskLimits, startWorker, type WorkerLoss, type WorkerProcess } from './worker-process.ts';
import type { OpenedSubject } from './worker-protocol.ts';
import type { Resources } from './worlds.ts';

/** What one subject came to: a result, or a problem that kept it from being certified at all. */
export type SubjectOutcome =
  | { readonly result: ProviderResult; readonly contractSet: Report['contractSet'] }
  | { readonly problem: SubjectProblem };

export interface CertifySubjectOptions extends CertifyOptions {
  /** Tells what happens to this subject. */
  readonly emit: (event: CertifyEvent) => void;
  readonly runId: string;
  /** Milliseconds since the run began. */
  readonly elapsedMs: () => number;
  /** Processes that this subject may use at the same time. */
  readonly lanes: number;
}

const openLimits: AskLimits = { stallMs: 60_000, deadlineMs: 120_000 };
const closeLimits: AskLimits = { stallMs: 60_000, deadlineMs: 120_000 };
/** A worker whose event loop stands still this long hangs; nothing that a provider does takes so long at a stretch. */
const stallMs = 10_000;
/** Calls have deadlines of their own; this one is for what they cannot see. */
const contractDeadlineMs = 30 * 60_000;

/**
 * Certifies one subject in processes of its own: one where the world is shared, several where every case has its own.
 * A process that is lost costs the contract it ran, not the rest.
 */
export async function certifySubject(subject: Subject, options: CertifySubjectOptions): Promise<SubjectOutcome> {
  const startedMs = options.elapsedMs();
  // Started before it is known whether the world can be shared: starting takes longer than opening.
  const helpers = Array.from({ length: Math.max(0, options.lanes - 1) }, () => startWorker(options.workerUrl));
  const first = await openWorker(startWorker(options.workerUrl), subject, options);
  if ('problem' in first || first.opened.isolation !== 'case') {
    await Promise.all(helpers.splice(0).map((helper) => helper.end()));
  }
  if ('problem' in first) return first;
  const { opened } = first;
  const { name, tier, digest, capabilities, testbed, contracts } = opened;
  options.emit({ type: 'provider-started', provider: name, testbed: testbed.name, contracts: contracts.length });

  const queue: Queue = { opened, next: 0, outcomes: [] };
  const resources = await Promise.all([
    runLane(subject, queue, options, first.worker),
    ...helpers.map(async (helper) => {
      const lane = await openWorker(helper, subject, options);
      return runLane(subject, queue, options, 'worker' in lane ? lane.worker : undefined);
    }),
  ]);

  const { outcomes } = queue;
  const result: ProviderResult = {
    name,
    tier,
    digest,
    capabilities,
    testbed,
    verdict: verdictOf(outcomes),
    outcomes,
    resources: resources.reduce(addResources),
    timing: { totalMs: Math.round(options.elapsedMs() - startedMs) },
  };
  options.emit({ type: 'provider-finished', result });
  return { result, contractSet: opened.contractSet };
}

/** The contracts still to be judged, shared by the lanes; outcomes keep the order of the contracts. */
interface Queue {
  readonly opened: OpenedSubject;
  next: number;
  readonly outcomes: Outcome[];
}

/** Judges contract after contract with one worker at a time, until none is left; then destroys what it made. */
async function runLane(
  subject: Subject,
  queue: Queue,
  options: CertifySubjectOptions,
  first: WorkerProcess | undefined,
): Promise<Resources> {
  const { opened, outcomes } = queue;
  let worker = first;
  let lostOne = false;
  const interrupt = () => worker?.tell({ type: 'interrupt' });
  options.signal.addEventListener('abort', interrupt);
  while (queue.next < opened.contracts.length) {
    const index = queue.next;
    queue.next += 1;
    const contract = opened.contracts[index] as AskedContract;
    const leftOut = whyLeftOut(contract, options);
    if (leftOut) {
      outcomes[index] = unjudged(contract, options, leftOut.kind, leftOut.reason);
    } else {
      worker ??= await reopenWorker(subject, options);
      // An interrupt that came while the worker was starting has not reached it.
      if (options.signal.aborted) interrupt();
      options.emit({ type: 'contract-started', provider: opened.name, contract: contract.id });
      const judged = worker ? await judge(worker, contract, subject, opened, options) : notReopened(contract, options);
      if (judged.lost) {
        lostOne = true;
        await worker?.end();
        worker = undefined;
      }
      outcomes[index] = judged.outcome;
    }
    options.emit({ type: 'contract-finished', provider: opened.name, outcome: outcomes[index] as Outcome });
  }
  options.signal.removeEventListener('abort', interrupt);
  return takeDown(worker, lostOne, subject, options);
}

type Opened = { readonly worker: WorkerProcess; readonly opened: OpenedSubject };

/** Opens the subject in a process that was started; ends the process where that cannot be done. */
async function openWorker(
  worker: WorkerProcess,
  subject: Subject,
  options: CertifySubjectOptions,
): Promise<Opened | { readonly problem: SubjectProblem }> {
  const { testbed, settings, seed, runs, runId } = options;
  const request = {
    type: 'open' as const,
    subject,
    settings,
    seed,
    runId,
    ...(testbed !== undefined && { testbed }),
    ...(runs !== undefined && { runs }),
  };
  const answer = await worker.ask(request, ['opened', 'problem'], openLimits);
  if (!('lost' in answer) && answer.type === 'opened') return { worker, opened: answer.opened };
  await worker.end();
  if ('lost' in answer) {
    const message = `${subjectLabel(subject)} could not be loaded: ${answer.text}`;
    return { problem: { subject, kind: 'usage', message } };
  }
  return { problem: { subject, kind: answer.kind, message: answer.message } };
}

async function reopenWorker(subject: Subject, options: CertifySubjectOptions): Promise<WorkerProcess | undefined> {
  const again = await openWorker(startWorker(options.workerUrl), subject, options);
  return 'worker' in again ? again.worker : undefined;
}

type AskedContract = OpenedSubject['contracts'][number];

interface LeftOut {
  readonly kind: 'skip' | 'not-run';
  readonly reason: Reason;
}

function whyLeftOut(contract: AskedContract, options: CertifySubjectOptions): LeftOut | undefined {
  if (options.contracts && !options.contracts(contract.id)) {
    return {
      kind: 'skip',
      reason: { code: 'filtered', text: `not among ${options.contractsText ?? 'the contracts asked for'}` },
    };
  }
  if (contract.skip) return { kind: 'skip', reason: contract.skip };
  if (options.signal.aborted)
    return { kind: 'not-run', reason: { code: 'interrupted', text: 'the run was interrupted' } };
  if (options.budgetMs !== undefined && options.elapsedMs() >= options.budgetMs) {
    return { kind: 'not-run', reason: { code: 'timeout', text: `the budget of ${options.budgetMs} ms was used up` } };
  }
  return undefined;
}

interface Judged {
  readonly outcome: Outcome;
  readonly lost: boolean;
}

async function judge(
  worker: WorkerProcess,
  contract: AskedContract,
  subject: Subject,
  opened: OpenedSubject,
  options: CertifySubjectOptions,
): Promise<Judged> {
  const onProgress = (cases: number) =>
    options.emit({ type: 'contract-progress', provider: opened.name, contract: contract.id, cases });
  const limits: AskLimits = { stallMs, deadlineMs: contractDeadlineMs, onProgress };
  const answer = await worker.ask({ type: 'contract', id: contract.id }, ['outcome', 'problem'], limits);
  if ('lost' in answer) return { outcome: lostOutcome(contract, options, answer), lost: true };
  if (answer.type === 'problem') {
    const reason: Reason = { code: 'infrastructure', text: answer.message };
    return { outcome: unjudged(contract, options, 'inconclusive', reason), lost: false };
  }
  return { outcome: await withReplay(answer.outcome, answer.failure, subject, opened, options), lost: false };
}

/** A provider that takes its process down breaks the promise that was being judged. */
function lostOutcome(contract: AskedContract, options: CertifySubjectOptions, loss: WorkerLoss): Outcome {
  return unjudged(contract, options, 'fail', { code: loss.lost, text: loss.text });
}

function notReopened(contract: AskedContract, options: CertifySubjectOptions): Judged {
  const reason: Reason = { code: 'crashed', text: 'its process could not be started again after it was lost' };
  return { outcome: unjudged(contract, options, 'not-run', reason), lost: false };
}

async function withReplay(
  outcome: Outcome,
  failure: StoredCase | undefined,
  subject: Subject,
  opened: OpenedSubject,
  options: CertifySubjectOptions,
): Promise<Outcome> {
  if (!failure || !outcome.counterexample) return outcome;
  const file = await storeFailure(options.outDir, {
    version: 1,
    subject,
    provider: opened.name,
    testbed: opened.testbed.name,
    settings: options.settings,
    contract: outcome.contract,
    ...failure,
  });
  return { ...outcome, counterexample: { ...outcome.counterexample, replay: `npx assay replay ${file}` } };
}

function unjudged(
  contract: AskedContract,
  options: CertifySubjectOptions,
  kind: Outcome['outcome'],
  reason: Reason,
): Outcome {
  return {
    contract: contract.id,
    level: contract.level,
    outcome: kind,
    reason,
    cases: 0,
    steps: 0,
    seed: options.seed,
    timing: { p50Ms: 0, p95Ms: 0 },
  };
}

const nothing: Resources = { created: 0, destroyed: 0, leaked: 0 };

function addResources(a: Resources, b: Resources): Resources {
  return { created: a.created + b.created, destroyed: a.destroyed + b.destroyed, leaked: a.leaked + b.leaked };
}

/** Closes the last worker; where one was lost on the way, a new one sweeps up what it left. */
async function takeDown(
  worker: WorkerProcess | undefined,
  lostOne: boolean,
  subject: Subject,
  options: CertifySubjectOptions,
): Promise<Resources> {
  const last = worker ?? (lostOne ? await reopenWorker(subject, options) : undefined);
  if (!last) return nothing;
  const swept = lostOne
    ? await last.ask({ type: 'sweep', runId: options.runId }, ['swept', 'problem'], closeLimits)
    : undefined;
  const closed = await last.ask({ type: 'close' }, ['closed', 'problem'], closeLimits);
  await last.end();
  const counted = 'lost' in closed || closed.type === 'problem' ? nothing : closed.resources;
  if (!swept || 'lost' in swept || swept.type === 'problem') return counted;
  const { removed, leaked } = swept.swept;
  const sweptUp = { created: removed.length + leaked.length, destroyed: removed.length, leaked: leaked.length };
  return addResources(counted, sweptUp);
}
