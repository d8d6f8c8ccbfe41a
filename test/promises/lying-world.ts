import './task-meta.ts';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type Result } from 'execa';
import { canaryOwner } from '../../src/clouds/served/canary.ts';
import { createOracle, type Oracle } from '../../src/clouds/served/oracle.ts';
import type { OracleEntry } from '../../src/clouds/served/oracle-endpoint.ts';
import { serveCloud } from '../../src/clouds/served/serve.ts';
import { root } from '../cli/run-assay.ts';

/** A cloud of one test, and the real command line, as it is built, in processes that may be killed. */
export interface LyingWorld {
  readonly url: string;
  readonly outDir: string;
  readonly oracle: Oracle;
  certify(contracts: string, env?: Env, more?: More): Started;
  sweep(args?: readonly string[], env?: Env): Started;
  /** What is there and not the canary's. */
  held(): Promise<readonly OracleEntry[]>;
  /** How much of the canary is there: 2 is all of it. */
  canary(): Promise<number>;
  journals(): readonly string[];
}

/** What a run is asked for where it is not as usual. */
export interface More {
  readonly subject?: string;
  readonly flags?: readonly string[];
}

export type Env = Readonly<Record<string, string>>;
export type Started = ReturnType<typeof start>;

/** How late its lists are, in milliseconds. */
export const listLagMs = 250;

export async function withLyingWorld(use: (world: LyingWorld) => Promise<void>): Promise<void> {
  const served = await serveCloud({ seed: 1, host: { pageSize: 3, listLagMs } });
  const outDir = mkdtempSync(join(tmpdir(), 'assay-promise-'));
  const oracle = createOracle(served.url);
  const alive = async () => (await oracle.entries()).filter(({ gone }) => !gone);
  try {
    await use({
      url: served.url,
      outDir,
      oracle,
      certify: (contracts, env, { subject = 'orbstack', flags = [] } = {}) => {
        const where = ['--testbed', 'served', '--url', served.url, '--contracts', contracts];
        return start(['certify', subject, ...where, '--runs', '2', '--seed', '7', '--out', outDir, ...flags], env);
      },
      sweep: (args = ['--yes'], env = {}) => start(['sweep', ...args, '--out', outDir], env),
      held: async () => (await alive()).filter(({ owner }) => owner !== canaryOwner),
      canary: async () => (await alive()).filter(({ owner }) => owner === canaryOwner).length,
      journals: () => (existsSync(join(outDir, 'journal')) ? readdirSync(join(outDir, 'journal')) : []),
    });
  } finally {
    await served.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

const options = { cwd: root, reject: false, stdin: 'ignore', timeout: 60_000, all: true, detached: true } as const;

function start(args: readonly string[], env: Env = {}) {
  // Who sweeps by himself is on trial in a test of its own.
  const all = { NO_COLOR: '1', CI: undefined, ASSAY_WATCHDOG: 'off', ...env };
  return execa(process.execPath, ['bin/assay.js', ...args], { ...options, env: all });
}

/** Kills everything that belongs to it, and waits for its end. */
export async function killAll(started: Started): Promise<Result<typeof options>> {
  try {
    process.kill(-(started.pid ?? Number.NaN), 'SIGKILL');
  } catch {
    // It had ended.
  }
  return started;
}
