import { type CallKind, CommandFailure } from '../../provider/command-failure.ts';
import type { Exec, ExecOptions, ExecResult, Random } from '../../provider/context.ts';
import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { quoteForShell } from '../../provider/quote-for-shell.ts';
import { providerName, type SshSettings } from './settings.ts';

export type RunCommand = (
  kind: CallKind,
  file: string,
  args: readonly string[],
  options: ExecOptions,
) => Promise<ExecResult>;

/**
 * Runs commands on another host, in a login shell, which knows where SLURM is. Whatever the host says before the command
 * begins is cut off. Throws a ProviderError where it was ssh that failed.
 */
export function overSsh(exec: Exec, random: Random, { host, agent }: SshSettings): RunCommand {
  return async (kind, file, args, { env = {}, ...options }) => {
    const boundary = `assay-${random.hex(16)}`;
    const script = scriptFor(boundary, [file, ...args], env);
    const result = await exec('ssh', ['-o', 'BatchMode=yes', '--', host, `sh -lc ${quoteForShell(script)}`], {
      ...options,
      ...(agent !== undefined && { env: { SSH_AUTH_SOCK: agent } }),
    });
    if (result.timedOut) return result;
    const hasBegun = `\n${result.stdout}`.includes(`\n${boundary}\n`);
    if (!hasBegun || isCutOff(result)) throw sshError(host, result, kind, hasBegun);
    return { ...result, stdout: after(boundary, result.stdout), stderr: after(boundary, result.stderr) };
  };
}

function scriptFor(boundary: string, command: readonly string[], env: NonNullable<ExecOptions['env']>): string {
  // A greeting need not end with a line's end.
  const marks = [`printf '\\n%s\\n' ${boundary}`, `printf '\\n%s\\n' ${boundary} >&2`];
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quoteForShell(value)}`);
  return [...marks, ...exports, `exec ${command.map(quoteForShell).join(' ')}`].join('; ');
}

const sshFailed = 255;

/** sbatch has the same exit code, and other words. */
function isCutOff({ exitCode, stderr }: ExecResult): boolean {
  return (
    exitCode === sshFailed && /^(?:client_loop: |Connection (?:to|reset)|Timeout, server|packet_write)/m.test(stderr)
  );
}

function after(boundary: string, output: string): string {
  const line = `${boundary}\n`;
  const at = output.indexOf(line);
  return at === -1 ? output : output.slice(at + line.length);
}

function sshError(host: string, { exitCode, stderr }: ExecResult, kind: CallKind, hasBegun: boolean): ProviderError {
  const said = stderr.trim().split('\n').at(-1)?.trim().slice(0, 300) || 'it gave no reason';
  const message = messageFor(host, exitCode, said);
  const code = hasBegun ? 'PROVIDER_UNAVAILABLE' : codeOf(stderr);
  const isUnclear = code === 'PROVIDER_UNAVAILABLE' && exitCode !== notStarted && !/^ssh: /m.test(stderr);
  return new ProviderError(code, message, {
    provider: providerName,
    cause: new CommandFailure({ exitCode, stderr: said }, message),
    ...(isUnclear && kind === 'writes' && { ambiguous: true }),
  });
}

const notStarted = 127;

function messageFor(host: string, exitCode: number, said: string): string {
  // What could not start holds the whole command line.
  if (exitCode === notStarted) return 'the ssh command is missing: install it, or leave out SLURM_SSH_HOST';
  return `ssh to ${host}, which SLURM_SSH_HOST names, failed: ${said}`;
}

/** Nobody is asked for a password, and a key of a host that is not known is not taken. */
function codeOf(stderr: string): ProviderErrorCode {
  return /Permission denied|Host key verification failed|Too many authentication failures/.test(stderr)
    ? 'AUTH_ERROR'
    : 'PROVIDER_UNAVAILABLE';
}
