import fc from 'fast-check';
import { probeCluster } from '../../../src/clouds/slurm/cluster/probe.ts';
import { startCluster } from '../../../src/clouds/slurm/cluster/start-cluster.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { type Played, playOnBoth } from './compare.ts';
import type { Controller } from './controller.ts';
import { type History, histories, stepText } from './history.ts';
import { quirks } from './quirks.ts';
import { createReal } from './real.ts';
import { openSimulated } from './simulated.ts';

const atOnce = 8;

export interface ParityOptions {
  readonly count: number;
  readonly seed: number;
  /** Whether it is so much that every quirk must be seen. */
  readonly isWhole: boolean;
}

/** Plays generated histories on the simulated controller and on a real cluster made for it; false where the two differ. */
export async function parityOfSlurm({ count, seed, isWhole }: ParityOptions): Promise<boolean> {
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
    const isEqual = printPlayed(played, { isWhole, seconds: (performance.now() - startedMs) / 1_000 });
    const broken = played.find(({ unexplained }) => unexplained.length > 0);
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

/** Leaves out one step after the other, for as long as something unexplained is left. */
async function smallest(broken: Played, play: Play): Promise<Played> {
  const history = broken.history.slice(0, broken.steps);
  for (const [index] of history.entries()) {
    const fewer = history.filter((_, place) => place !== index);
    if (fewer.length === 0) continue;
    const played = await play(fewer);
    if (played.unexplained.length > 0) return smallest(played, play);
  }
  return { ...broken, history };
}

function printPlayed(
  played: readonly Played[],
  { isWhole, seconds }: { readonly isWhole: boolean; readonly seconds: number },
): boolean {
  const explained = played.flatMap((each) => each.explained);
  const unexplained = played.flatMap((each) => each.unexplained);
  const seen = quirks.map((quirk) => ({ ...quirk, seen: explained.filter((each) => each.quirk === quirk).length }));
  for (const { name, seen: times } of seen) console.log(`${String(times).padStart(6)}  ${name}`);
  const stale = isWhole ? seen.filter(({ seen: times }) => times === 0) : [];
  for (const { name } of stale) console.log(`stale: no history shows the quirk "${name}"`);
  for (const { what, simulated, real, step } of unexplained) {
    console.log(`not explained: ${what}: simulated ${simulated}, real ${real}; ${stepText(step)}`);
  }
  const steps = played.reduce((sum, each) => sum + each.steps, 0);
  console.log(
    `${played.length} histories, ${steps} commands, ${explained.length} differences by ${quirks.length} quirks, ` +
      `unexplained: ${unexplained.length}; ${seconds.toFixed(1)} s`,
  );
  return stale.length === 0 && unexplained.length === 0;
}

function printSmallest({ history, unexplained }: Played): void {
  console.error('the smallest history that shows one:');
  for (const step of history) console.error(`  ${stepText(step)}`);
  for (const { what, simulated, real } of unexplained) console.error(`  ${what}: simulated ${simulated}, real ${real}`);
}
