import { shrinkList } from '../engine/shrink-list.ts';
import type { Experiment, Operation } from './experiment.ts';
import { plainerExperiments } from './plainer-experiments.ts';
import type { RunResult } from './run-experiment.ts';

const runsMax = 300;

export interface ShrinkOptions {
  readonly experiment: Experiment;
  readonly failed: RunResult;
  readonly signal: AbortSignal;
  readonly again: (experiment: Experiment) => Promise<RunResult>;
}

export interface ShrunkExperiment {
  readonly experiment: Experiment;
  readonly failed: RunResult;
  readonly runs: number;
}

/** The smallest experiment found that fails with the same signature: fewer operations, fewer disturbances, plainer ones. */
export async function shrinkExperiment({
  experiment,
  failed,
  signal,
  again,
}: ShrinkOptions): Promise<ShrunkExperiment> {
  const tried = new Set([JSON.stringify(experiment)]);
  let current = { experiment, failed };
  let runs = 0;

  const stillFails = async (candidate: Experiment): Promise<boolean> => {
    const question = JSON.stringify(candidate);
    if (runs >= runsMax || signal.aborted || tried.has(question)) return false;
    tried.add(question);
    runs += 1;
    const result = await again(candidate);
    if (signal.aborted || !hasSameSignature(result, failed)) return false;
    current = { experiment: candidate, failed: result };
    return true;
  };
  const shrinkLists = async (): Promise<void> => {
    await shrinkList(current.experiment.disturbances, {
      without: (items, from, to) => items.toSpliced(from, to - from),
      stillFails: (disturbances) => stillFails({ ...current.experiment, disturbances: [...disturbances] }),
      lengthMin: 0,
    });
    await shrinkList(current.experiment.operations, {
      without: withoutOperations,
      stillFails: (operations) => stillFails({ ...current.experiment, operations: [...operations] }),
      lengthMin: 1,
    });
  };

  await shrinkLists();
  while (await firstThatFails(plainerExperiments(current.experiment), stillFails));
  await shrinkLists();
  return { ...current, runs };
}

/** A launch goes together with the end of what it launched, and with its jobs. */
function withoutOperations(operations: readonly Operation[], from: number, to: number): readonly Operation[] {
  const gone = operations.slice(from, to).flatMap((each) => (each.do === 'launch' ? [each.intent] : []));
  return operations.filter((each, index) => (index < from || index >= to) && !gone.includes(each.intent));
}

function hasSameSignature({ violation: a }: RunResult, { violation: b }: RunResult): boolean {
  return a !== undefined && a.oracle === b?.oracle && a.signature === b.signature;
}

async function firstThatFails(
  candidates: Iterable<Experiment>,
  stillFails: (candidate: Experiment) => Promise<boolean>,
): Promise<boolean> {
  for (const candidate of candidates) if (await stillFails(candidate)) return true;
  return false;
}
