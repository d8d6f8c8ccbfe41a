import type { ExecResult } from '../../provider/context.ts';
import { failed, printed } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { type JobRecord, type JobState, stateAt } from './job.ts';
import { answerBody, jobBody } from './job-body.ts';
import type { Store } from './store.ts';

/** `squeue --json`. Old versions ignore every filter there, and show finished jobs whether they are asked for or not. */
export function squeue(store: Store, { options, flags }: Arguments): ExecResult {
  if (!flags.has('json')) return failed('squeue: error: this cluster prints JSON alone');
  const all = [...store.jobs.values()].flatMap((record) => {
    const state = stateAt(record, store.clock.now(), store.options);
    return state === null ? [] : [{ record, state }];
  });
  const { version } = store.options;
  if (version === '22.05') return answer(all, store);

  const wantedIds = options.get('jobs')?.split(',');
  if (wantedIds?.length === 1 && !all.some(({ record }) => wantedIds.includes(String(record.id)))) {
    return failed('slurm_load_jobs error: Invalid job id specified');
  }
  const showsAll = options.get('states') === 'all';
  const names = options.get('name')?.split(',');
  return answer(
    all.filter(
      ({ record, state }) =>
        (wantedIds?.includes(String(record.id)) ?? true) &&
        (names?.includes(record.order.name) ?? true) &&
        (showsAll || state.base === 'PENDING' || state.base === 'RUNNING' || state.flag === 'COMPLETING'),
    ),
    store,
  );
}

interface Shown {
  readonly record: JobRecord;
  readonly state: JobState;
}

function answer(shown: readonly Shown[], { options }: Store): ExecResult {
  const jobs = shown.map(({ record, state }) => jobBody(record, state, options));
  return printed(`${JSON.stringify(answerBody(jobs, options), null, 2)}\n`);
}
