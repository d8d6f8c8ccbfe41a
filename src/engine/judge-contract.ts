import { describeThrown } from '../contracts/describe.ts';
import type { CertifySubjectOptions, LaneOptions } from './certify-subject-options.ts';
import type { StoredFailure } from './failure-file.ts';
import { noteCleanRun, storeFailure } from './failure-store.ts';
import type { Outcome, Reason } from './report.ts';
import type { StoredCase } from './run-contract.ts';
import { type Deal, dealContracts, shardText } from './shard.ts';
import { type Subject, subjectLabel } from './subject.ts';
import { whyUntrue } from './why-untrue.ts';
import type { AskLimits, WorkerLoss, WorkerProcess } from './worker-process.ts';
import type { OpenedSubject, WorkerRequest } from './worker-protocol.ts';

export type AskedContract = OpenedSubject['contracts'][number];

export interface LeftOut {
  readonly kind: 'skip' | 'not-run';
  readonly reason: Reason;
}

/** Deals the contracts of a subject that are to be run somewhere. */
export function dealOf(contracts: readonly AskedContract[], options: CertifySubjectOptions): Deal {
  const dealt = contracts.filter((contract) => !whySkipped(contract, options)).map(({ id }) => id);
  return dealContracts(dealt, options.shard?.count ?? 1);
}

/** Why a contract is not to be run at all, or undefined. */
export function whyLeftOut(contract: AskedContract, options: LaneOptions): LeftOut | undefined {
  const skipped = whySkipped(contract, options);
  if (skipped) return { kind: 'skip', reason: skipped };
  const owner = options.deal(contract.id);
  if (options.shard && owner !== undefined && owner !== options.shard.index) {
    const text = `left to shard ${shardText({ ...options.shard, index: owner })}`;
    return { kind: 'not-run', reason: { code: 'filtered', text } };
  }
  if (options.signal.aborted)
    return { kind: 'not-run', reason: { code: 'interrupted', text: 'the run was interrupted' } };
  if (options.budgetMs !== undefined && options.elapsedMs() >= options.budgetMs) {
    return { kind: 'not-run', reason: { code: 'timeout', text: `the budget of ${options.budgetMs} ms was used up` } };
  }
  return undefined;
}

/** Why a contract is not to be run on any machine, or undefined. */
function whySkipped(contract: AskedContract, options: CertifySubjectOptions): Reason | undefined {
  if (options.contracts && !options.contracts(contract.id)) {
    return { code: 'filtered', text: `not among ${options.contractsText ?? 'the contracts asked for'}` };
  }
  return contract.skip;
}

/** An outcome, and whether the process was lost over it. */
export interface Judged {
  readonly outcome: Outcome;
  readonly lost: boolean;
}

/** Has a process judge one contract. Never throws, whatever becomes of the process. */
export async function judge(
  worker: WorkerProcess,
  contract: AskedContract,
  subject: Subject,
  opened: OpenedSubject,
  options: CertifySubjectOptions,
): Promise<Judged> {
  const onProgress = (cases: number) =>
    options.emit({ type: 'contract-progress', provider: opened.name, contract: contract.id, cases });
  const { stallMs, contractDeadlineMs, suspendedGapMs } = options.limits;
  const limits: AskLimits = { stallMs, deadlineMs: contractDeadlineMs, suspendedGapMs, onProgress };
  const stored = storedFor(contract, subject, opened, options);
  const cases = stored.map(({ failure: { steps, worldSeed } }) => ({ steps, worldSeed }));
  const request: WorkerRequest = { type: 'contract', id: contract.id, stored: cases };
  const answer = await worker.ask(request, ['outcome', 'problem'], limits);
  if ('lost' in answer) return { outcome: lostOutcome(contract, options, answer), lost: true };
  if (answer.type === 'problem') {
    const reason: Reason = { code: 'infrastructure', text: answer.message };
    return { outcome: unjudged(contract, options, 'inconclusive', reason), lost: false };
  }
  const untrue = whyUntrue(answer, { ...contract, seed: options.seed });
  if (untrue !== undefined)
    return { outcome: lostOutcome(contract, options, { lost: 'crashed', text: untrue }), lost: true };
  if (answer.outcome.outcome === 'pass') await noteClean(stored, opened, options);
  return { outcome: await withReplay(answer.outcome, answer.failure, subject, opened, options), lost: false };
}

/** What this contract found before, on this provider and testbed. */
function storedFor(
  { id }: AskedContract,
  subject: Subject,
  { testbed }: OpenedSubject,
  { stored }: CertifySubjectOptions,
): readonly StoredFailure[] {
  const isOurs = ({ failure }: StoredFailure) =>
    failure.contract === id &&
    failure.testbed === testbed.name &&
    failure.subject.kind === subject.kind &&
    subjectLabel(failure.subject) === subjectLabel(subject);
  return stored.filter(isOurs);
}

async function noteClean(
  stored: readonly StoredFailure[],
  { name: provider }: OpenedSubject,
  { emit }: CertifySubjectOptions,
): Promise<void> {
  for (const each of stored) {
    const { contract } = each.failure;
    try {
      emit({ type: 'stored-clean', provider, contract, cleanRuns: await noteCleanRun(each) });
    } catch (thrown) {
      emit({ type: 'not-stored', provider, contract, problem: describeThrown(thrown) });
    }
  }
}

/** A provider that takes its process down breaks the promise that was being judged; one that was not let run does not. */
function lostOutcome(contract: AskedContract, options: CertifySubjectOptions, loss: WorkerLoss): Outcome {
  if (loss.lost === 'suspended') {
    return unjudged(contract, options, 'inconclusive', { code: 'infrastructure', text: loss.text });
  }
  return unjudged(contract, options, 'fail', { code: loss.lost, text: loss.text });
}

export function notReopened(contract: AskedContract, options: CertifySubjectOptions): Judged {
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
  // What is not written yet fails by itself until it is: nothing to keep, and to play first in every run to come.
  const replay = outcome.missing
    ? certifyCommand(outcome.contract, subject, opened, options)
    : await store(outcome.contract, failure, subject, opened, options);
  return { ...outcome, counterexample: { ...outcome.counterexample, replay } };
}

/** Gives the command that shows the failure again. A disk that is full costs the file, not the finding. */
async function store(
  contract: string,
  failure: StoredCase,
  subject: Subject,
  opened: OpenedSubject,
  options: CertifySubjectOptions,
): Promise<string> {
  const { name: provider, testbed } = opened;
  const { outDir, settings, emit } = options;
  const header = { version: 1, subject, provider, testbed: testbed.name, settings, contract } as const;
  try {
    return `npx assay replay ${await storeFailure(outDir, { ...header, ...failure })}`;
  } catch (thrown) {
    emit({ type: 'not-stored', provider, contract, problem: describeThrown(thrown) });
    return certifyCommand(contract, subject, opened, options);
  }
}

function certifyCommand(
  contract: string,
  subject: Subject,
  { testbed }: OpenedSubject,
  { seed }: CertifySubjectOptions,
): string {
  const where = `--testbed ${testbed.name} --contracts ${contract} --seed ${seed}`;
  return `npx assay certify ${subjectLabel(subject)} ${where}`;
}

export function unjudged(
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
