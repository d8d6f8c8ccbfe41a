import { execFile } from 'node:child_process';

const waitMs = 2_000;

/** Whether a process was stopped by a signal, as far as `ps` knows. False where there is no `ps`. */
export function isStopped(pid: number | undefined): Promise<boolean> {
  if (pid === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'stat=', '-p', String(pid)], { timeout: waitMs }, (error, stdout) =>
      resolve(!error && stdout.trim().startsWith('T')),
    );
  });
}
