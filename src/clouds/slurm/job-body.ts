import { cluster, nodeNames } from './cluster.ts';
import { endOf, heldAgain, type JobRecord, type JobState, startOf } from './job.ts';
import type { SlurmOptions } from './slurm-options.ts';

/** The whole answer of `--json`, in the form of a version. The old one has micro and minor the wrong way round. */
export function answerBody(jobs: readonly object[], { version }: SlurmOptions): object {
  const [major, minor] = version.split('.').map(Number);
  const isOld = version === '22.05';
  const numbers = isOld ? { major, micro: 8, minor } : { major: String(major), micro: '4', minor: String(minor) };
  const plugin = isOld ? { type: 'openapi/v0.0.38', name: 'Slurm OpenAPI v0.0.38' } : { type: 'data_parser/v0.0.40' };
  return { meta: { plugin, Slurm: { version: numbers, release: `${version}.8` } }, jobs, errors: [], warnings: [] };
}

/** One job, in the form of a version. A part of the fields that there are. */
export function jobBody(record: JobRecord, state: JobState, options: SlurmOptions): object {
  const isOld = options.version === '22.05';
  const { id, order, submittedAtMs } = record;
  const number = (value: number) => (isOld ? value : { set: true, infinite: false, number: value });
  const time = (ms: number) => number(Number.isFinite(ms) ? Math.floor(ms / 1_000) : 0);
  const gpus = order.gres === '' ? '' : `${isOld ? 'gres:' : 'gres/'}${order.gres}`;
  const size = (value: number | null) => {
    if (value !== null) return number(value);
    return isOld ? null : { set: false, infinite: false, number: 0 };
  };
  return {
    account: order.account,
    array_job_id: number(0),
    array_task_id: isOld ? null : { set: false, infinite: false, number: 0 },
    batch_host: state.hasNode ? nodeOf(record) : '',
    cluster: cluster.name,
    comment: order.comment,
    // Of a job that ended before it had a node nobody counted them, unless it said so itself.
    cpus: size(isOver(state) && !state.hasNode && !order.hasTasks ? null : order.cpus),
    end_time: time(endOf(record, options)),
    exit_code: isOld ? waitStatus(record, state) : exitCode(state),
    flags: ['JOB_CPUS_SET', 'JOB_MEM_SET'],
    job_id: id,
    job_state: isOld ? (state.flag ?? state.base) : [state.base, ...(state.flag ? [state.flag] : [])],
    memory_per_node: size(order.memoryMiB),
    memory_per_cpu: isOld ? null : { set: false, infinite: false, number: 0 },
    name: order.name,
    node_count: number(1),
    nodes: state.hasNode ? nodeOf(record) : '',
    partition: order.partition,
    preempt_time: time(state.base === 'PREEMPTED' ? record.preemptedAtMs : 0),
    requeue: order.requeue,
    restart_cnt: order.neverStarts === heldAgain ? 1 : 0,
    start_time: time(startOf(record, options)),
    state_description: '',
    state_reason: state.reason,
    submit_time: time(submittedAtMs),
    time_limit: timeLimit(order.minutes, isOld),
    tres_per_node: gpus,
    tres_req_str: `cpu=${order.cpus},mem=${order.memoryMiB ?? 1_024}M,node=1,billing=${order.cpus}`,
    user_name: order.user,
  };
}

function timeLimit(minutes: number | null, isOld: boolean): unknown {
  if (isOld) return minutes;
  return { set: minutes !== null, infinite: minutes === null, number: minutes ?? 0 };
}

/** What `wait` gives: whatever is pushed out or cancelled is ended by a signal, and what was refused has failed. */
function waitStatus({ wasRefused }: JobRecord, state: JobState): number {
  if (wasRefused) return 1;
  if (state.waitStatus !== undefined) return state.waitStatus;
  const isEnded = isOver(state) && state.hasNode && (state.base === 'PREEMPTED' || state.base === 'CANCELLED');
  return isEnded ? sigterm : 0;
}

/** The form of 23.11; whatever is pushed out is ended by a signal. */
function exitCode(state: JobState): unknown {
  const signal = state.base === 'PREEMPTED' && isOver(state) ? sigterm : 0;
  const code = { set: signal === 0, infinite: false, number: 0 };
  if (signal === 0) return { status: ['SUCCESS'], return_code: code };
  const id = { set: true, infinite: false, number: signal };
  return { status: ['SIGNALED'], return_code: code, signal: { id, name: 'TERM' } };
}

const sigterm = 15;

function isOver({ base, flag }: JobState): boolean {
  return flag === undefined && base !== 'PENDING' && base !== 'RUNNING';
}

function nodeOf({ id }: JobRecord): string {
  return nodeNames[id % nodeNames.length] ?? '';
}
