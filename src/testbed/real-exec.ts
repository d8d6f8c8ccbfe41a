import type { Exec, ExecResult } from '../provider/context.ts';

/** What a child may see of our environment: enough to find programs and their settings, no credentials. */
const inherited = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'XDG_RUNTIME_DIR',
];

const outputMaxBytes = 16 * 1024 * 1024;

/**
 * Runs real programs, without a shell and without the parent's environment. A program that is missing ends with exit
 * code 127, as a shell would say it.
 *
 * @example
 * const { exitCode } = await createExec()('docker', ['info'], { timeoutMs: 5_000 });
 */
export function createExec(): Exec {
  return async (file, args, options = {}) => {
    const { execa } = await import('execa');
    const result = await execa(file, args, {
      reject: false,
      extendEnv: false,
      stripFinalNewline: false,
      maxBuffer: outputMaxBytes,
      env: { ...pick(inherited), ...options.env },
      ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
      ...(options.timeoutMs !== undefined && { timeout: options.timeoutMs }),
      ...(options.signal && { cancelSignal: options.signal }),
    });
    return {
      exitCode: result.exitCode ?? (result.timedOut || result.isTerminated ? 124 : 127),
      stdout: result.stdout ?? '',
      stderr: result.stderr || (result.failed && result.exitCode === undefined ? whyNot(file, result) : ''),
      timedOut: result.timedOut,
    } satisfies ExecResult;
  };
}

/** Never with the arguments: they may hold a secret, and what is told here ends in transcripts. */
function whyNot(
  file: string,
  result: { readonly code?: string; readonly timedOut: boolean; readonly signal?: string },
) {
  if (result.timedOut) return `${file} took too long`;
  return `${file} ended without an exit code: ${result.code ?? result.signal ?? 'no reason was given'}`;
}

function pick(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name): readonly [string, string][] => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
