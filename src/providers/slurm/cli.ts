import type { CallKind } from '../../provider/command-failure.ts';
import type { ExecResult, ProviderContext } from '../../provider/context.ts';
import { slurmError } from './errors.ts';
import type { Settings } from './settings.ts';

/** SLURM's commands, without a shell, always with a time-out. Never runs anything twice. */
export interface SlurmCli {
  /** What it printed. Throws a ProviderError where it failed. */
  ask(kind: CallKind, file: string, args: readonly string[], input?: string): Promise<string>;
}

export function createCli({ exec, signal }: ProviderContext, { timeoutMs, conf }: Settings): SlurmCli {
  return {
    ask: async (kind, file, args, input) => {
      const result: ExecResult = await exec(file, args, {
        timeoutMs,
        signal,
        ...(conf !== undefined && { env: { SLURM_CONF: conf } }),
        ...(input !== undefined && { input }),
      });
      if (result.exitCode !== 0 || result.timedOut) throw slurmError(file, result, kind);
      return result.stdout;
    },
  };
}
