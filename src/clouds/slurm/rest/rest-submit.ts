import { isObject } from '../../../provider/is-object.ts';
import { oneIn } from '../../../testbed/draw.ts';
import { checkOrder } from '../check-order.ts';
import { addJob, type Store } from '../store.ts';
import { answered, failed, type RestAnswer, submitError } from './rest-answer.ts';

type Body = Readonly<Record<string, unknown>>;

/** What sbatch has words for, slurmrestd has numbers for. */
const numbers: readonly (readonly [text: string, number: number])[] = [
  ['Invalid partition name specified', 2000],
  ['Pathname of a file, directory or other parameter too long', 2012],
  ['More processors requested than permitted', 2005],
  ['Requested node configuration is not available', 2014],
];

/** `POST job/submit`. An environment is required, an unknown key refused, and a submit that was taken may have errors beside it. */
export function submitJob(store: Store, { script, job }: Body): RestAnswer {
  const { options } = store;
  if (!isObject(job) || typeof script !== 'string') return unparsed(store);
  const isNew = options.version !== '22.05';
  if (!(isNew ? Array.isArray(job.environment) : isObject(job.environment))) {
    return failed([submitError(2127, 'The environment is missing')], options, 400);
  }
  const given = argumentsOf(job, isNew);
  if (given === null) return unparsed(store);
  const checked = checkOrder(given, options);
  if (checked.outcome === 'misspelt') return unparsed(store);
  if (checked.outcome === 'refused') {
    if (checked.order === null) store.nextId += 1;
    else addJob(store, checked.order, true);
    const found = numbers.find(([text]) => checked.stderr.includes(text));
    return found ? failed([submitError(found[1], found[0])], options) : unparsed(store);
  }
  const { id } = addJob(store, checked.order, false);
  if (Number.isFinite(options.oneSubmitTimesOutOf) && oneIn(store.random, options.oneSubmitTimesOutOf)) {
    return failed([submitError(5004, 'Socket timed out on send/recv operation')], options);
  }
  const warnings =
    checked.order.neverStarts === null
      ? []
      : [submitError(2015, 'Requested partition configuration not available now')];
  return answered({ job_id: id, step_id: 'BATCH', job_submit_user_msg: '' }, options, warnings);
}

function unparsed({ options }: Store): RestAnswer {
  return failed([submitError(9001, 'Failure during parsing')], options, 400);
}

const keys: ReadonlySet<string> = new Set([
  ...['name', 'comment', 'tasks', 'cpus_per_task', 'memory_per_node', 'environment', 'requeue', 'partition', 'account'],
  ...['qos', 'time_limit', 'current_working_directory', 'standard_output'],
]);
const oldKeys: ReadonlySet<string> = new Set(['nodes', 'gres']);
const newKeys: ReadonlySet<string> = new Set(['minimum_nodes', 'maximum_nodes', 'tres_per_node']);

/** The same as a command line would say it; null where a key is unknown. */
function argumentsOf(job: Body, isNew: boolean) {
  const own = isNew ? newKeys : oldKeys;
  if (Object.keys(job).some((key) => !keys.has(key) && !own.has(key))) return null;
  const memory = isObject(job.memory_per_node) ? job.memory_per_node.number : job.memory_per_node;
  const gres = isNew ? String(job.tres_per_node ?? '').replace(/^gres\//, '') : job.gres;
  const options = new Map<string, string>();
  const put = (name: string, value: unknown) => {
    if (value !== undefined && value !== '') options.set(name, String(value));
  };
  put('job-name', job.name);
  put('comment', job.comment);
  put('cpus-per-task', job.cpus_per_task);
  put('mem', memory === undefined ? undefined : `${String(memory)}M`);
  put('gres', gres);
  put('partition', job.partition);
  // 22.05 does not heed it.
  return { options, flags: new Set<string>(isNew && job.requeue === false ? ['no-requeue'] : []), rest: [] };
}
