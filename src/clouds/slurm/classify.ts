import type { WireOperation } from '../../testbed/fault.ts';
import type { ExecRequest } from '../../testbed/wire/exec-wire.ts';
import type { CallClass } from '../../testbed/wire/wire-call.ts';

/** What a command of SLURM's is, for faults and for readers. */
export function classify({ file, args }: ExecRequest): CallClass {
  const operation = operationOf(file, args);
  return { operation, label: [file, ...args].join(' '), read: operation !== 'spawn' && operation !== 'terminate' };
}

function operationOf(file: string, args: readonly string[]): WireOperation {
  if (file === 'sbatch') return 'spawn';
  if (file === 'scancel') return 'terminate';
  if (file !== 'squeue') return 'other';
  return args.some((argument) => argument.startsWith('--jobs=')) ? 'get' : 'list';
}
