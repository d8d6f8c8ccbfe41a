import type { ExecResult } from '../../provider/context.ts';
import { printed } from './answer.ts';
import type { Arguments } from './arguments.ts';
import { partitions } from './partitions.ts';

/** `sinfo`, with `%R` and `%M` alone in its format. */
export function sinfo({ options }: Arguments): ExecResult {
  const format = options.get('format') ?? '%R';
  const lines = partitions.map(({ name, preemptMode }) => format.replace('%R', name).replace('%M', preemptMode));
  return printed(`${lines.join('\n')}\n`);
}
