import type { ExecResult } from '../../provider/context.ts';
import { printed } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { gresOf, nodeNames } from './cluster.ts';
import { partitions } from './partitions.ts';
import type { SlurmOptions } from './slurm-options.ts';

/** `sinfo`, with `%R`, `%M`, `%D` and `%G` alone in its format. */
export function sinfo({ options }: Arguments, slurm: SlurmOptions): ExecResult {
  const format = options.get('format') ?? '%R';
  const lines = partitions.map(({ name, preemptMode }) =>
    format
      .replace('%R', name)
      .replace('%M', preemptMode)
      .replace('%D', String(nodeNames.length))
      .replace('%G', gresOf(slurm) || '(null)'),
  );
  return printed(`${lines.join('\n')}\n`);
}
