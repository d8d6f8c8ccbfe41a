import type { LaneOptions } from './certify-subject-options.ts';
import { type AskedContract, judge, notReopened, unjudged, whyLeftOut } from './judge-contract.ts';
import { reopenWorker } from './open-worker.ts';
import type { Outcome } from './report.ts';
import type { Subject } from './subject.ts';
import { type LaneEnd, takeDown } from './take-down.ts';
import type { WorkerProcess } from './worker-process.ts';
import type { OpenedSubject } from './worker-protocol.ts';

/** The contracts still to be judged, shared by the lanes; outcomes keep the order of the contracts. */
export interface Queue {
  readonly opened: OpenedSubject;
  next: number;
  readonly outcomes: Outcome[];
}

/** Judges contract after contract with one worker at a time, until none is left; then destroys what it made. */
export async function runLane(
  subject: Subject,
  queue: Queue,
  options: LaneOptions,
  first: WorkerProcess | undefined,
): Promise<LaneEnd> {
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
      const asked = worker;
      const judged = worker ? await judge(worker, contract, subject, opened, options) : notReopened(contract, options);
      if (judged.lost) {
        lostOne = true;
        await worker?.end();
        worker = undefined;
      }
      outcomes[index] = judged.outcome;
      if (asked) blameLate(queue, asked);
    }
    options.emit({ type: 'contract-finished', provider: opened.name, outcome: outcomes[index] as Outcome });
  }
  options.signal.removeEventListener('abort', interrupt);
  const end = await takeDown(worker, { isShared: opened.isolation === 'run', lostOne }, subject, options);
  if (worker) blameLate(queue, worker);
  return end;
}

/** What failed after its contract had ended is that contract's failure, whichever runs by then. */
function blameLate({ outcomes }: Queue, { late }: WorkerProcess): void {
  for (const { contract, text } of late) {
    const index = outcomes.findIndex((outcome) => outcome?.contract === contract);
    const outcome = outcomes[index];
    // A counterexample says more, and what was lost stays lost.
    if (outcome === undefined || outcome.outcome === 'fail') continue;
    const { weak: _, coverage: __, ...judged } = outcome;
    outcomes[index] = { ...judged, outcome: 'fail', reason: { code: 'crashed', text: `after its end ${text}` } };
  }
}
