import type { ExecResult } from '../../provider/context.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import { failed, printed } from './answer.ts';
import { parseArguments } from './arguments.ts';
import { sbatch } from './sbatch.ts';
import { scancel } from './scancel.ts';
import { sinfo } from './sinfo.ts';
import { squeue } from './squeue.ts';
import type { Store } from './store.ts';

/** One of SLURM's commands, as far as an adapter needs it. */
export function runCommand(store: Store, { file, args, options }: ExecRequest): ExecResult {
  const parsed = parseArguments(args);
  switch (file) {
    case 'sbatch':
      return sbatch(store, parsed, options.input ?? '');
    case 'squeue':
      return squeue(store, parsed);
    case 'scancel':
      return scancel(store, parsed);
    case 'scontrol':
      if (args[0] === 'ping') return printed('Slurmctld(primary) at controller is UP\n');
      return failed(`invalid keyword: ${args[0]}`);
    case 'sinfo':
      return sinfo(parsed, store.options);
    case 'sacct':
      return failed('Slurm accounting storage is disabled');
    default:
      return failed(`spawn ${file} ENOENT`, 127);
  }
}
