import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { experimentSchema } from '../../../src/chaos/experiment.ts';
import { runExperiment } from '../../../src/chaos/run-experiment.ts';
import { closeControlPlane } from '../../../src/chaos/startable.ts';
import { commandControlPlane } from '../../../src/chaos/stdio/command-control-plane.ts';
import { onSimulatedHost } from '../host.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export const python = (file: string, ...args: readonly string[]) =>
  ['python3', join(root, 'fixtures', 'foreign', 'python', file), ...args] as const;

export const javascript = (file: string, ...args: readonly string[]) =>
  [process.execPath, join(root, 'fixtures', 'foreign', file), ...args] as const;

/** Runs an experiment against a program, and ends it. */
export async function playProgram(experiment: unknown, command: readonly string[], seed: number, turnLimitMs = 20_000) {
  const controlPlane = await commandControlPlane({ command, cwd: root, turnLimitMs });
  try {
    return await runExperiment(experimentSchema.parse(experiment), { ...onSimulatedHost, controlPlane, seed });
  } finally {
    await closeControlPlane(controlPlane);
  }
}

/** The processes of this computer that have a word in their command line. */
export function processesWith(word: string): readonly string[] {
  const all = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' }).split('\n');
  // Those that have ended and that nobody has asked about yet are nobody's trouble.
  return all.filter((line) => line.includes(word) && !line.startsWith('Z'));
}

/** Whoever is killed takes a moment to be gone, longer on a busy computer. The word must be in no other command line. */
export async function mustBeGone(word: string): Promise<void> {
  for (let looks = 0; looks < 100 && processesWith(word).length > 0; looks += 1) await setTimeout(100);
  expect(processesWith(word)).toEqual([]);
}
