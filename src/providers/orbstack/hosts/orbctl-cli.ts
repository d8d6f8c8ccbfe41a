import type { CallKind } from '../../../provider/command-failure.ts';
import type { ExecResult, ProviderContext } from '../../../provider/context.ts';
import { type Arguments, mustBeHarmless } from './orbctl-arguments.ts';
import { orbctlError, saysGone } from './orbctl-errors.ts';

/** The orbctl command, without a shell, always with a time-out. Never runs anything twice. */
export interface OrbctlCli {
  /** Resolves whatever the exit code. */
  run(args: Arguments, options?: CallOptions): Promise<ExecResult>;
  /** Gives what it printed; throws a ProviderError where it failed. */
  ask(kind: CallKind, args: Arguments, options?: CallOptions): Promise<string>;
  /** The same, and null where OrbStack said that the machine is not there. */
  askOrNull(kind: CallKind, args: Arguments, options?: CallOptions): Promise<string | null>;
}

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly input?: string;
}

/** Even a list may hang for ever; and the first call may have to start OrbStack. */
const timeoutDefaultMs = 30_000;

/**
 * The caller's proxies would end up in the guest, pointing at nothing. Empty is how a program of Go reads none; a
 * variable of the parent cannot be taken away by name alone.
 */
const noProxies: Readonly<Record<string, string>> = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
    [name, ''],
    [name.toLowerCase(), ''],
  ]),
);

export function createOrbctlCli(context: ProviderContext): OrbctlCli {
  const run = async (args: Arguments, { timeoutMs = timeoutDefaultMs, input }: CallOptions = {}) => {
    mustBeHarmless(args);
    return context.exec('orbctl', args, {
      timeoutMs,
      env: noProxies,
      signal: context.signal,
      ...(input !== undefined && { input }),
    });
  };

  return {
    run,
    ask: async (kind, args, options) => {
      const result = await run(args, options);
      if (result.exitCode !== 0) throw orbctlError(result, kind);
      return result.stdout;
    },
    askOrNull: async (kind, args, options) => {
      const result = await run(args, options);
      if (result.exitCode === 0) return result.stdout;
      if (saysGone(result.stderr)) return null;
      throw orbctlError(result, kind);
    },
  };
}
