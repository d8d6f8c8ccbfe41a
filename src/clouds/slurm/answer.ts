import type { ExecResult } from '../../provider/context.ts';

export function printed(stdout: string): ExecResult {
  return { exitCode: 0, stdout, stderr: '', timedOut: false };
}

export function failed(stderr: string, exitCode = 1): ExecResult {
  return { exitCode, stdout: '', stderr: `${stderr}\n`, timedOut: false };
}
