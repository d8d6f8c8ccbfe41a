import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Report, reportSchema } from '../../src/public/report.ts';
import { createRandom, deriveSeed } from '../../src/testbed/seeded-random.ts';

export interface Interruption {
  readonly signal: 'SIGINT' | 'SIGTERM';
  /** Counted from when the run listens. */
  readonly afterMs: number;
  /** Of the provider and the testbed, and what makes the run last longer than that. */
  readonly args: readonly string[];
}

/** The interruption of that number: the signals take turns, the moment is the seed's. */
export function interruptionOf(seed: number, number: number, withinMs: number, args: readonly string[]): Interruption {
  const random = createRandom(deriveSeed(seed, String(number)));
  return { signal: number % 2 === 0 ? 'SIGINT' : 'SIGTERM', afterMs: Math.floor(random.next() * withinMs), args };
}

const assay = join(import.meta.dirname, '..', '..', 'bin', 'assay.js');
const exitCodes = { SIGINT: 130, SIGTERM: 143 };
/** A run that takes longer to end is not interrupted in order. */
const endsWithinMs = 60_000;

/** Interrupts a real run of the command line, and gives what is not as promised: nothing, if all is. */
export async function interruptRun({ signal, afterMs, args }: Interruption): Promise<readonly string[]> {
  const outDir = await mkdtemp(join(tmpdir(), 'assay-interrupted-'));
  // A group of its own, so that it can be asked whether anything of it is left.
  const child = spawn(process.execPath, [assay, 'certify', ...args, '--out', outDir], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    child.stderr.once('data', () => resolve());
    child.once('exit', () => resolve());
  });
  child.stderr.resume();
  await Promise.race([setTimeout(afterMs, undefined, { ref: false }), ended]);
  child.kill(signal);
  const exitCode = await Promise.race([ended, setTimeout(endsWithinMs, 'still running' as const, { ref: false })]);
  const problems = [
    ...(exitCode === exitCodes[signal] ? [] : [`it ended with ${exitCode}`]),
    ...(await whatIsLeft(outDir, child.pid ?? 0)),
    ...(await wrongInReport(outDir)),
  ];
  if (exitCode === 'still running') process.kill(-(child.pid ?? 0), 'SIGKILL');
  await rm(outDir, { recursive: true });
  return problems.map((problem) => `${signal} after ${afterMs} ms: ${problem}`);
}

async function whatIsLeft(outDir: string, group: number): Promise<readonly string[]> {
  const names = await readdir(outDir, { recursive: true });
  const files = names.filter((name) => /\.(tmp|jsonl|reserve)$/.test(name)).map((name) => `${name} is left`);
  for (const untilMs = performance.now() + 5_000; isThere(group); await setTimeout(20)) {
    if (performance.now() > untilMs) return [...files, 'a process is left'];
  }
  return files;
}

function isThere(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

async function wrongInReport(outDir: string): Promise<readonly string[]> {
  let report: Report;
  try {
    report = reportSchema.parse(JSON.parse(await readFile(join(outDir, 'report.json'), 'utf8')));
  } catch (thrown) {
    return [`there is no valid report: ${thrown instanceof Error ? thrown.message.slice(0, 200) : thrown}`];
  }
  const wrong = report.run.interrupted ? [] : ['the report does not say that it was interrupted'];
  if (report.providers.length === 0) wrong.push('the report has no provider');
  for (const { verdict, outcomes, resources } of report.providers) {
    if (verdict !== 'incomplete') wrong.push(`the verdict is ${verdict}`);
    if (outcomes.length !== report.contractSet.ids.length) wrong.push(`${outcomes.length} contracts are listed`);
    if (!outcomes.some(({ reason }) => reason?.code === 'interrupted')) wrong.push('no contract was interrupted');
    if (resources.leaked !== 0) wrong.push(`${resources.leaked} leaked`);
  }
  return wrong;
}
