import type { ExecResult } from '../../provider/context.ts';
import { oneIn } from '../../testbed/draw.ts';
import { failed, printed } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { checkOrder } from './check-order.ts';
import { scriptProblem } from './check-script.ts';
import { cluster } from './cluster.ts';
import { addJob, type Store } from './store.ts';

/** `sbatch`, with the script on its input. */
export function sbatch(store: Store, args: Arguments, script: string): ExecResult {
  const { options } = store;
  const checked = checkOrder(args, options);
  if (checked.outcome === 'misspelt') return failed(checked.stderr, checked.exitCode);
  const problem = scriptProblem(script);
  if (problem !== null) return failed(problem);
  if (checked.outcome === 'refused') {
    if (checked.order === null) store.nextId += 1;
    else addJob(store, checked.order, true);
    return failed(checked.stderr);
  }
  const { id } = addJob(store, checked.order, false);
  if (Number.isFinite(options.oneSubmitTimesOutOf) && oneIn(store.random, options.oneSubmitTimesOutOf)) {
    return failed('sbatch: error: Batch job submission failed: Socket timed out on send/recv operation');
  }
  if (!args.flags.has('parsable')) return printed(`Submitted batch job ${id}\n`);
  return printed(options.printsCluster ? `${id};${cluster.name}\n` : `${id}\n`);
}
