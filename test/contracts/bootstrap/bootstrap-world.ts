import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import type { Contract } from '../../../src/contracts/contract.ts';
import type { Step } from '../../../src/contracts/step.ts';
import { runTrial } from '../../../src/engine/run-trial.ts';
import type { Bootstrap, BootstrapRequest } from '../../../src/provider/bootstrap.ts';
import type { ExecResult } from '../../../src/provider/context.ts';
import type { World } from '../../../src/testbed/testbed.ts';
import type { WorldFacts } from '../../../src/testbed/world-facts.ts';

export type GenerateBootstrap = (request: BootstrapRequest) => Bootstrap;

/** Milliseconds of this world pass a hundred times as fast. */
const speed = 100;

/** What each case of the contract throws for this generator: its boundaries, then some generated cases. */
export async function judge(contract: Contract, generate: GenerateBootstrap, runs = 60): Promise<readonly unknown[]> {
  const generated = fc.sample(contract.steps(facts), { numRuns: runs, seed: 7 });
  const thrown: unknown[] = [];
  for (const steps of [...(contract.boundaries?.(facts) ?? []), ...generated]) {
    thrown.push(await play(contract, generate, steps));
  }
  return thrown.filter((value) => value !== undefined);
}

/** What one case throws, or undefined. */
export async function play(contract: Contract, generate: GenerateBootstrap, steps: readonly Step[]): Promise<unknown> {
  const record = await runTrial(world(generate), contract, structuredClone(steps), new Set());
  return record.thrown;
}

const facts = {
  smallest: { cpus: 1, memoryMiB: 512 },
  tolerances: { consistencyWindowMs: 0, bootTimeoutMs: 0, terminateTimeoutMs: 0, callTimeoutMs: 60_000 },
} as unknown as WorldFacts;

function world(generateBootstrap: GenerateBootstrap): World {
  return {
    registration: { provider: { generateBootstrap, spawn: async () => ({ id: 'x', status: 'running' }) } },
    clock: {
      now: () => performance.now() * speed,
      monotonic: () => performance.now() * speed,
      sleep: (ms: number, signal?: AbortSignal) => setTimeout(ms / speed, undefined, { signal, ref: false }),
      after: (ms: number, callback: () => void) => {
        const timer = startTimer(callback, ms / speed).unref();
        return () => clearTimeout(timer);
      },
    },
    facts,
    shell: { run: async (script: string) => sh(['-c', script]), parse: async (script: string) => sh(['-n'], script) },
  } as unknown as World;
}

function sh(args: readonly string[], input = ''): ExecResult {
  const { status, stdout, stderr } = spawnSync('/bin/sh', args, { input, env: {}, cwd: tmpdir(), encoding: 'utf8' });
  return { exitCode: status ?? 1, stdout, stderr, timedOut: false };
}
