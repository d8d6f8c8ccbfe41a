import fc from 'fast-check';
import { probeCluster } from '../../../src/clouds/slurm/cluster/probe.ts';
import { startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { type Played, playOnBoth } from './compare.ts';
import type { Controller } from './controller.ts';
import { type History, histories, stepText } from './history.ts';
import { createReal } from './real.ts';
import { openSimulated } from './simulated.ts';

const atOnce = 8;

interface ParityOptions {
  readonly count: number;
  readonly seed: number;
}

/** Plays generated histories on the simulated controller and on a real cluster made for it; false where the two differ. */
export async function parityOfSlurm({ count, seed }: ParityOptions): Promise<boolean> {
  const missing = await probeCluster(createExec());
  if (missing !== null) throw new Error(missing);
  const startedMs = performance.now();
  const cluster = await startCluster(createExec());
  try {
    const play = player(createReal(cluster.conf));
    const all = fc.sample(histories, { numRuns: count, seed });
    const played: Played[] = [];
    const waiting = [...all];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) played.push(await play(next));
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    const isEqual = printPlayed(played, (performance.now() - startedMs) / 1_000);
    const broken = played.find(({ differences }) => differences.length > 0);
    if (broken) printSmallest(await smallest(broken, play));
    return isEqual;
  } finally {
    await cluster.close();
  }
}

type Play = (history: History) => Promise<Played>;

function player(openReal: (prefix: string) => Controller): Play {
  let opened = 0;
  return (history) => {
    opened += 1;
    const prefix = `h${opened}`;
    return playOnBoth(history, openSimulated(prefix), openReal(prefix));
  };
}

/** Leaves out one step after the other, for as long as a difference is left. */
async function smallest(broken: Played, play: Play): Promise<Played> {
  const history = broken.history.slice(0, broken.steps);
  for (const [index] of history.entries()) {
    const fewer = history.filter((_, place) => place !== index);
    if (fewer.length === 0) continue;
    const played = await play(fewer);
    if (played.differences.length > 0) return smallest(played, play);
  }
  return { ...broken, history };
}

function printPlayed(played: readonly Played[], seconds: number): boolean {
  const differences = played.flatMap((each) => each.differences);
  for (const { what, simulated, real, step } of differences) {
    console.log(`not explained: ${what}: simulated ${simulated}, real ${real}; ${stepText(step)}`);
  }
  const steps = played.reduce((sum, each) => sum + each.steps, 0);
  console.log(
    `${played.length} histories, ${steps} commands on simulated and real SLURM, unexplained: ${differences.length}; ${seconds.toFixed(1)} s`,
  );
  return differences.length === 0;
}

function printSmallest({ history, differences }: Played): void {
  console.error('the smallest history that shows one:');
  for (const step of history) console.error(`  ${stepText(step)}`);
  for (const { what, simulated, real } of differences) console.error(`  ${what}: simulated ${simulated}, real ${real}`);
}
