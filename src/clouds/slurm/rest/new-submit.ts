import { isObject } from '../../../provider/is-object.ts';
import { submitError } from './rest-answer.ts';
import { type Body, refused, type SubmitReading, unparsed } from './submit-reading.ts';

const keys: ReadonlySet<string> = new Set([
  ...['name', 'comment', 'tasks', 'cpus_per_task', 'memory_per_node', 'environment', 'requeue', 'partition', 'account'],
  ...['qos', 'time_limit', 'current_working_directory', 'standard_output'],
  ...['minimum_nodes', 'maximum_nodes', 'tres_per_node'],
]);

/** A submit in the form of 23.11. An environment is required, and an unknown key refused. */
export function readNewSubmit({ script, job }: Body): SubmitReading {
  if (!isObject(job) || typeof script !== 'string') return refused([unparsed]);
  if (!Array.isArray(job.environment)) return refused([submitError(2127, 'The environment is missing')]);
  if (Object.keys(job).some((key) => !keys.has(key))) return refused([unparsed]);
  const options = new Map<string, string>();
  const put = (name: string, value: unknown) => {
    if (value !== undefined && value !== '') options.set(name, String(value));
  };
  const memory = plain(job.memory_per_node);
  put('job-name', job.name);
  put('comment', job.comment);
  put('ntasks', job.tasks);
  put('cpus-per-task', job.cpus_per_task);
  put('mem', memory === undefined ? undefined : `${String(memory)}M`);
  put('gres', String(job.tres_per_node ?? '').replace(/^gres\//, ''));
  put('partition', job.partition);
  put('account', job.account);
  put('time', plain(job.time_limit));
  const flags = new Set<string>(job.requeue === false ? ['no-requeue'] : []);
  return { outcome: 'read', args: { options, flags, rest: [] } };
}

function plain(value: unknown): unknown {
  return isObject(value) ? value.number : value;
}
