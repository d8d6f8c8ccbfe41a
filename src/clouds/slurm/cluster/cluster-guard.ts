/**
 * A process of its own that runs the daemons of a cluster and ends them with whoever asked for it, however that ends: it
 * learns of the end by its standard input, which closes with the other process. Its arguments are the folder of the
 * cluster, the port of slurmrestd or 0 for none, and the names of its nodes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGuard } from '../../../testbed/guard.ts';
import { partition, restSocket, spotPartition } from './cluster-files.ts';

/** A job that handles the signal is killed a second later. */
const looksMax = 40;
const pauseMs = 250;

const [folder = '', restPort = '0', ...nodes] = process.argv.slice(2);
const conf = `${folder}/slurm.conf`;
const guard = createGuard(end);

guard.start('munged', [
  ...['--foreground', '--force', `--key-file=${folder}/munge.key`, `--socket=${folder}/munge.socket`],
  ...[`--pid-file=${folder}/munged.pid`, `--log-file=${folder}/munged.log`, `--seed-file=${folder}/munged.seed`],
]);
for (let look = 0; look < 100 && !existsSync(`${folder}/munge.socket`); look += 1) await sleep(100);
guard.start('slurmctld', ['-D', '-f', conf]);
for (const node of nodes) guard.start('slurmd', ['-D', '-f', conf, '-N', node]);
if (restPort !== '0') {
  // By itself it refuses to run as root, or as the user of the controller.
  const env = { ...process.env, SLURMRESTD_SECURITY: 'disable_user_check' };
  // Without slurmdbd it knows no other version. Who takes tokens cannot take anybody without one.
  const start = (way: string, place: string, more: NodeJS.ProcessEnv) =>
    guard.start('slurmrestd', ['-f', conf, '-a', way, '-s', 'openapi/v0.0.38', place], { ...env, ...more });
  start('rest_auth/jwt', `127.0.0.1:${restPort}`, { SLURM_JWT: 'daemon' });
  start('rest_auth/local', `unix:${folder}/${restSocket}`, {});
}

/** Jobs are in sessions of their own, so they are ended by SLURM as long as there is one. */
async function end(killAll: () => Promise<void>): Promise<void> {
  const options = { timeout: 5_000, stdio: 'pipe', encoding: 'utf8' } as const;
  // Whoever is still submitting gets nothing started any more.
  for (const name of [partition, spotPartition]) {
    spawnSync('scontrol', ['update', `partitionname=${name}`, 'state=down'], options);
  }
  for (let look = 0; look < looksMax; look += 1) {
    spawnSync('scancel', ['--user', userInfo().username], options);
    const { status, stdout } = spawnSync('squeue', ['--noheader'], options);
    if (status !== 0 || stdout.trim() === '') break;
    await sleep(pauseMs);
  }
  // Whoever counts processes after the end of a cluster must not find one that is only just ending.
  await killAll();
  await untilNoStepIsLeft();
  rmSync(folder, { recursive: true, force: true });
  process.kill(-process.pid, 'SIGKILL');
}

async function untilNoStepIsLeft(): Promise<void> {
  for (let look = 0; look < looksMax && stepsLeft().length > 0; look += 1) await sleep(pauseMs);
  for (const pid of stepsLeft()) process.kill(pid, 'SIGKILL');
}

/** A step outlives its job for a moment, and the daemon that started it; its environment says of which cluster it is. */
function stepsLeft(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && isOfThisCluster(pid));
}

function isOfThisCluster(pid: number): boolean {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('slurmstepd')) return false;
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`SLURM_CONF=${conf}`);
  } catch {
    // It has just ended, or is somebody else's.
    return false;
  }
}
