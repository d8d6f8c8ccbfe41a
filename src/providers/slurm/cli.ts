import type { CallKind } from '../../provider/command-failure.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { slurmError } from './errors.ts';
import { overSsh, type RunCommand } from './over-ssh.ts';
import type { Settings } from './settings.ts';

/** SLURM's commands, here or on another host, always with a time-out. Never runs anything twice. */
export interface SlurmCli {
  /** What it printed. Throws a ProviderError where it failed. */
  ask(kind: CallKind, file: string, args: readonly string[], input?: string): Promise<string>;
}

export function createCli({ exec, random, signal }: ProviderContext, { timeoutMs, conf, ssh }: Settings): SlurmCli {
  const runHere: RunCommand = (_kind, ...command) => exec(...command);
  const run = ssh ? overSsh(exec, random, ssh) : runHere;
  return {
    ask: async (kind, file, args, input) => {
      const result = await run(kind, file, args, {
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
