import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The shells of this host, each as a program with the options it is tried under. */
export const shells: readonly (readonly [program: string, ...options: string[]])[] = [
  ['/bin/sh'],
  ['/bin/sh', '-eu'],
  ...(['/bin/dash', '/bin/bash', '/bin/busybox'] as const).filter(existsSync).flatMap((program) => shellOf(program)),
];

/** Runs a script, passed as an argument. Standard input is not a pipe: bash takes Node's for a remote login. */
export function runShell(shell: readonly [string, ...string[]], script: string): SpawnSyncReturns<Buffer> {
  const [program, ...options] = shell;
  return spawnSync(program, [...options, '-c', script], {
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function shellOf(program: string): readonly (readonly [string, ...string[]])[] {
  if (program.endsWith('busybox')) return [[program, 'sh']];
  return program.endsWith('bash') ? [[program], [program, '--posix', '-eu']] : [[program]];
}
