import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Exec } from '../../../provider/context.ts';
import { freePorts } from '../../../testbed/free-ports.ts';
import { endOf, letGo } from '../../../testbed/guarded-child.ts';
import { clusterFiles, nodeNames, partition, restSocket } from './cluster-files.ts';

/** A cluster that was started here. */
export interface Cluster {
  /** Where its configuration is, for `SLURM_CONF`. */
  readonly conf: string;
  /** Where slurmrestd is, where it was asked for. */
  readonly restUrl: string | undefined;
  /** Its socket, which lets in who started it without a token. */
  readonly restSocket: string | undefined;
  close(): Promise<void>;
}

/** Beside this file: TypeScript when Assay runs from its sources. */
const guard = new URL(import.meta.url.endsWith('.ts') ? './cluster-guard.ts' : './cluster-guard.js', import.meta.url);

const startMs = 60_000;
const pauseMs = 200;
const jwtKeyBytes = 32;
const munge = { keyBytes: 128, mode: 0o600 } as const;

/** Where Debian keeps the daemons, which is not on everybody's PATH. */
export const pathWithDaemons: string = [process.env.PATH, '/usr/sbin', '/sbin'].filter(Boolean).join(':');

export interface ClusterOptions {
  /** Whether slurmrestd is started too. */
  readonly hasRest?: boolean;
  /** Whether its nodes have GPUs, as they do by default. */
  readonly hasGpus?: boolean;
}

/** Daemons of SLURM raise the limit as far as they may, and one that crashes would leave its memory where a job was submitted. */
const withoutCores = 'ulimit -c 0 && exec "$0" "$@"';

/**
 * Starts a controller and four nodes on free ports of the loopback, with a folder of their own. They end with this
 * process, however that ends. Rejects, with what they said, where they do not come up.
 */
export async function startCluster(
  exec: Exec,
  { hasRest = false, hasGpus = true }: ClusterOptions = {},
): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-slurm-'));
  const conf = join(folder, 'slurm.conf');
  const restPort = await writeFolder(folder, { hasRest, hasGpus });
  const program = [process.execPath, fileURLToPath(guard), folder, hasRest ? String(restPort) : '0', ...nodeNames];
  const child = spawn('/bin/sh', ['-c', withoutCores, ...program], {
    // A group of its own: a Ctrl-C is not for it, and all that is in it can be ended at once.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { PATH: pathWithDaemons, HOME: folder, SLURM_CONF: conf },
  });
  // It may be gone before it is told to go.
  child.stdin.on('error', () => {});
  try {
    await untilIdle(child, conf, exec);
    if (hasRest) await untilAnswering(child, restPort, join(folder, restSocket));
  } catch (thrown) {
    await endOf(child);
    throw thrown;
  }
  letGo(child);
  const restUrl = hasRest ? `http://127.0.0.1:${restPort}` : undefined;
  return { conf, restUrl, restSocket: hasRest ? join(folder, restSocket) : undefined, close: () => endOf(child) };
}

/** Gives the port for slurmrestd. */
async function writeFolder(folder: string, has: Required<ClusterOptions>): Promise<number> {
  const host = hostname().split('.')[0] ?? 'localhost';
  const [restPort = 0, ...ports] = await freePorts(2 + nodeNames.length);
  const plan = { folder, host, user: userInfo().username, ports, ...has };
  await mkdir(join(folder, 'state'));
  for (const name of nodeNames) await mkdir(join(folder, `spool-${name}`));
  for (const [name, text] of Object.entries(clusterFiles(plan))) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'munge.key'), randomBytes(munge.keyBytes), { mode: munge.mode });
  await writeFile(join(folder, 'jwt.key'), randomBytes(jwtKeyBytes), { mode: munge.mode });
  return restPort;
}

/** Resolves when every node waits for work. */
async function untilIdle(child: ChildProcess, conf: string, exec: Exec): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const options = { env: { SLURM_CONF: conf }, timeoutMs: 15_000 };
  for (let waitedMs = 0; waitedMs < startMs; waitedMs += pauseMs) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const { exitCode, stdout } = await exec(
      'sinfo',
      ['--noheader', '--exact', `--partition=${partition}`, '--Node', '--format=%T'],
      options,
    );
    const states = stdout.trim().split('\n');
    if (exitCode === 0 && states.length === nodeNames.length && states.every((state) => state === 'idle')) return;
    await sleep(pauseMs);
  }
  throw new Error(`the SLURM cluster did not come up: ${said.trim().slice(0, 300) || 'its nodes are not idle'}`);
}

/** Resolves when slurmrestd listens; whoever has no token is refused, and so heard. */
async function untilAnswering(child: ChildProcess, port: number, socket: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < startMs; waitedMs += pauseMs) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const isThere = await fetch(`http://127.0.0.1:${port}/openapi/v3`).then(
      () => true,
      () => false,
    );
    if (isThere && existsSync(socket)) return;
    await sleep(pauseMs);
  }
  throw new Error('slurmrestd did not come up');
}
