import type { ExecResult, ProviderContext } from '../../provider/context.ts';
import { type CallKind, slurmError } from './errors.ts';

/** SLURM's commands, without a shell, always with a time-out. Never runs anything twice. */
export interface SlurmCli {
  /** What it printed. Throws a ProviderError where it failed. */
  ask(kind: CallKind, file: string, args: readonly string[], input?: string): Promise<string>;
}

/** A command gives a controller that is down up nine seconds; one that is busy may take longer. */
const timeoutMs = 60_000;

export function createCli({ exec, signal }: ProviderContext): SlurmCli {
  return {
    ask: async (kind, file, args, input) => {
      const result: ExecResult = await exec(file, args, {
        timeoutMs,
        signal,
        ...(input !== undefined && { input }),
      });
      if (result.exitCode !== 0 || result.timedOut) throw slurmError(file, result, kind);
      return result.stdout;
    },
  };
}
