import { isObject } from '../../../provider/is-object.ts';
import { readMemory } from '../check-order.ts';
import { type RestError, submitError } from './rest-answer.ts';
import { scriptFate } from './script-fate.ts';
import { type Body, refused, type SubmitReading, unparsed } from './submit-reading.ts';

/** A submit in the form of 22.05, which takes texts for numbers and numbers for texts, and stops at the first key that it cannot read. */
export function readOldSubmit({ script, job }: Body): SubmitReading {
  const text = textOf(script);
  if (script === undefined || text === null) return refused([submitError(2009, 'Job script not specified')], 500);
  if (!isObject(job)) {
    return refused([submitError(9002, 'Jobs description entry not found, empty or not dictionary or list')]);
  }
  const options = new Map([['job-name', '']]);
  for (const [key, value] of Object.entries(job)) {
    const read = readers.get(key);
    if (!read) return refused([{ description: `Unknown key "${key}"`, source: 'hsearch_r' }, unparsed]);
    const entry = read(value);
    if (entry instanceof Unreadable) return refused([...entry.errors, ...unprocessed(key), unparsed]);
    if (entry !== null) options.set(...entry);
  }
  const { environment } = job;
  if (!isObject(environment) || Object.keys(environment).length === 0) {
    return refused([submitError(2127, 'environment must be set'), unparsed]);
  }
  // It has a word for requeue, and does not heed it.
  return { outcome: 'read', args: { options, flags: new Set(), rest: [] }, ...scriptFate(text) };
}

class Unreadable {
  readonly errors: readonly RestError[];
  constructor(errors: readonly RestError[]) {
    this.errors = errors;
  }
}

/** The option of sbatch that says the same; null where nothing comes of it. */
type Reader = (value: unknown) => readonly [option: string, value: string] | null | Unreadable;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['name', asText('job-name')],
  ['comment', asText('comment')],
  ['account', asText('account')],
  ['partition', asText('partition')],
  ['gres', asText('gres')],
  ['cpus_per_task', asCount('cpus-per-task', 'cpus per task much be greater than 0')],
  ['tasks', asCount('ntasks', 'ntasks too small')],
  ['memory_per_node', asMemory],
  ['time_limit', asMinutes],
  ['environment', (value) => (isObject(value) ? null : unreadable(-1, 'environment must be a dictionary'))],
  ...['requeue', 'nodes', 'qos', 'current_working_directory', 'standard_output'].map(
    (key) => [key, () => null] as const,
  ),
]);

function asText(option: string): Reader {
  return (value) => {
    const text = textOf(value);
    return text === null ? new Unreadable([]) : [option, text];
  };
}

function asCount(option: string, tooSmall: string): Reader {
  return (value) => {
    const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value));
    if (!isNumber) return unreadable(9202, 'Unable to read integer value');
    const count = Math.round(Number(value));
    return count < 1 ? unreadable(-1, tooSmall) : [option, String(count)];
  };
}

/** 0 is all that the node has, as if nobody had asked. */
function asMemory(value: unknown): ReturnType<Reader> {
  const text = value === null ? '' : (textOf(value) ?? '');
  const mib = readMemory(text);
  if (mib === null) return unreadable(-1, 'Invalid memory specification');
  return mib === 0 ? null : ['mem', text];
}

function asMinutes(value: unknown): ReturnType<Reader> {
  const text = textOf(value) ?? '';
  return /^\d+$/.test(text) ? ['time', text] : unreadable(-1, 'Invalid time specification');
}

function textOf(value: unknown): string | null {
  if (value === null) return '';
  return typeof value === 'object' ? null : String(value);
}

function unreadable(number: number, error: string): Unreadable {
  return new Unreadable([{ error, error_code: number }]);
}

function unprocessed(key: string): readonly RestError[] {
  const description = `Unable to process key "${key}"`;
  return [{ description, error_number: -1, error: 'Unspecified error', source: 'slurm_process_option_data' }];
}
