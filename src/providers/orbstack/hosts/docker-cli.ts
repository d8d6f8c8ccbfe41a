import type { CallKind } from '../../../provider/command-failure.ts';
import type { ExecResult, ProviderContext } from '../../../provider/context.ts';
import { dockerError, saysGone } from './docker-errors.ts';

/** The docker command, without a shell. Never runs anything twice. */
export interface DockerCli {
  /** Resolves whatever the exit code. */
  run(args: readonly string[], timeoutMs?: number): Promise<ExecResult>;
  /** Gives what it printed; throws a ProviderError where it failed. */
  ask(kind: CallKind, args: readonly string[], timeoutMs?: number): Promise<string>;
  /** The same, and null where docker said that the thing is not there. */
  askOrNull(kind: CallKind, args: readonly string[]): Promise<string | null>;
}

const timeoutDefaultMs = 30_000;

export function createDockerCli(context: ProviderContext): DockerCli {
  const run = (args: readonly string[], timeoutMs = timeoutDefaultMs) =>
    context.exec('docker', args, { timeoutMs, signal: context.signal });

  const ask = async (kind: CallKind, args: readonly string[], timeoutMs?: number) => {
    const result = await run(args, timeoutMs);
    if (result.exitCode !== 0) throw dockerError(result, kind);
    return result.stdout;
  };

  return {
    run,
    ask,
    askOrNull: async (kind, args) => {
      const result = await run(args);
      if (result.exitCode === 0) return result.stdout;
      if (saysGone(result.stderr)) return null;
      throw dockerError(result, kind);
    },
  };
}
