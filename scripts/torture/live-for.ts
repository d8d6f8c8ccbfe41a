import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const assay = join(import.meta.dirname, '..', '..', 'bin', 'assay.js');

const pollMs = 20;

export interface LiveOptions {
  readonly ms: number;
  /** Its life is counted from the moment at which this holds. */
  readonly from?: () => boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `assay` as a process group of its own that lives for so long at most. Gives whether it was killed on the way. */
export async function liveFor(
  args: readonly string[],
  { ms, from = () => true, env = {} }: LiveOptions,
): Promise<boolean> {
  const child = spawn(process.execPath, [assay, ...args], {
    detached: true,
    stdio: 'ignore',
    // The sweep is on trial here, not who sweeps by himself.
    env: { ...process.env, ASSAY_WATCHDOG: 'off', ...env },
  });
  const ended = new Promise<boolean>((resolve) => child.once('exit', (_, signal) => resolve(signal === 'SIGKILL')));
  const isOver = new AbortController();
  await Promise.race([lifeOf({ ms, from }, isOver.signal), ended]);
  isOver.abort();
  killGroup(child);
  return ended;
}

async function lifeOf({ ms, from }: Required<Omit<LiveOptions, 'env'>>, signal: AbortSignal): Promise<void> {
  try {
    while (!from()) await setTimeout(pollMs, undefined, { signal });
    await setTimeout(ms, undefined, { signal });
  } catch {
    // It ended by itself.
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

/** Runs `assay` to its end. */
export async function runToEnd(args: readonly string[]): Promise<{ readonly exitCode: number; readonly text: string }> {
  const child = spawn(process.execPath, [assay, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  return { exitCode, text: Buffer.concat(chunks).toString('utf8') };
}
