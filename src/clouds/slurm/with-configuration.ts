import type { Exec } from '../../provider/context.ts';

/** Runs commands of SLURM that do not find their configuration by themselves. */
export function withConfiguration(exec: Exec, conf: string): Exec {
  return (file, args, options) => exec(file, args, { ...options, env: { ...options?.env, SLURM_CONF: conf } });
}
