import { parseShardText, type Shard } from '../../engine/shard.ts';
import { UsageError } from '../usage-error.ts';
import { shardOfEnvironment } from './shard-of-environment.ts';

/** Reads `--shard`: `2/3`, or `auto`. */
export function parseShard(value: string, env: Readonly<Record<string, string | undefined>>): Shard {
  if (value === 'auto') return shardOfEnvironment(env);
  const shard = parseShardText(value);
  if (shard) return shard;
  throw new UsageError(
    `--shard ${JSON.stringify(value)} is not a part of a whole: write 1/3, 2/3 and 3/3 for three machines, or auto`,
  );
}
