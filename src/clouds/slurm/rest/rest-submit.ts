import { oneIn } from '../../../testbed/draw.ts';
import { checkOrder } from '../check-order.ts';
import { heldAgain, type JobOrder } from '../job.ts';
import { addJob, type Store } from '../store.ts';
import { readNewSubmit } from './new-submit.ts';
import { readOldSubmit } from './old-submit.ts';
import { answered, failed, type RestAnswer, submitError } from './rest-answer.ts';
import type { RestCall } from './rest-call.ts';
import { unparsed } from './submit-reading.ts';

/** What sbatch has words for, slurmrestd has numbers for. */
const numbers: readonly (readonly [text: string, number: number])[] = [
  ['Invalid partition name specified', 2000],
  ['Pathname of a file, directory or other parameter too long', 2012],
  ['More processors requested than permitted', 2005],
  ['Requested node configuration is not available', 2014],
];

/** `POST job/submit`. A submit that was taken may have errors beside its id. */
export function submitJob(store: Store, { body, isLetIn }: RestCall): RestAnswer {
  const { options } = store;
  const reading = options.version === '22.05' ? readOldSubmit(body ?? {}) : readNewSubmit(body ?? {});
  if (reading.outcome === 'refused') return failed(reading.errors, options, { status: reading.status });
  const checked = checkOrder(reading.args, options);
  const found = checked.outcome === 'refused' ? numbers.find(([text]) => checked.stderr.includes(text)) : undefined;
  // What it knows no GRES of, and what sbatch would not understand, it does not ask the controller.
  if (checked.outcome !== 'taken' && !found) return failed([unparsed], options, { status: 400 });
  if (!isLetIn) return failed([submitError(5005, 'Zero Bytes were transmitted or received')], options);
  if (checked.outcome !== 'taken') {
    if (checked.outcome === 'misspelt' || checked.order === null) store.nextId += 1;
    else addJob(store, checked.order, true);
    const [error, number] = found ?? ['', 0];
    return failed([submitError(number, error)], options);
  }
  const order: JobOrder = {
    ...checked.order,
    ...(reading.isEmpty && { neverStarts: checked.order.neverStarts ?? heldAgain }),
    ...(reading.ends && { ends: reading.ends }),
  };
  const { id } = addJob(store, order, false);
  if (Number.isFinite(options.oneSubmitTimesOutOf) && oneIn(store.random, options.oneSubmitTimesOutOf)) {
    return failed([submitError(5004, 'Socket timed out on send/recv operation')], options);
  }
  const warnings =
    checked.order.neverStarts === null
      ? []
      : [submitError(2015, 'Requested partition configuration not available now')];
  return answered({ job_id: id, step_id: 'BATCH', job_submit_user_msg: '' }, options, warnings);
}
