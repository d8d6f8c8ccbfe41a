import fc, { type Arbitrary } from 'fast-check';
import { type Played, playOnBoth } from './play-on-both.ts';
import type { Side } from './side.ts';

export interface ParityOptions {
  readonly count: number;
  readonly seed: number;
}

/** A service of which there are two. */
export interface Pair<Step> {
  /** As people call it. */
  readonly service: string;
  readonly histories: Arbitrary<readonly Step[]>;
  /** How many histories the real one is given at once. */
  readonly atOnce: number;
  readonly stepText: (step: Step) => string;
  /** Each fresh, or told by its name from what others are given. */
  readonly openSimulated: (name: string) => Side<Step> | Promise<Side<Step>>;
  readonly openReal: (name: string) => Side<Step> | Promise<Side<Step>>;
}

/** Plays generated histories on both; false, with the smallest history that shows it, where they differ. */
export async function parityOf<Step>(pair: Pair<Step>, { count, seed }: ParityOptions): Promise<boolean> {
  const startedMs = performance.now();
  const play = player(pair);
  const played: Played<Step>[] = [];
  const waiting = [...fc.sample(pair.histories, { numRuns: count, seed })];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) played.push(await play(next));
  };
  await Promise.all(Array.from({ length: pair.atOnce }, lane));
  const isEqual = printPlayed(played, pair, (performance.now() - startedMs) / 1_000);
  const broken = played.find(({ differences }) => differences.length > 0);
  if (broken) printSmallest(await smallest(broken, play), pair);
  return isEqual;
}

type Play<Step> = (history: readonly Step[]) => Promise<Played<Step>>;

function player<Step>({ openSimulated, openReal }: Pair<Step>): Play<Step> {
  let opened = 0;
  return async (history) => {
    opened += 1;
    const name = `h${opened}`;
    return playOnBoth(history, await openSimulated(name), await openReal(name));
  };
}

/** Leaves out one step after the other, for as long as a difference is left. */
async function smallest<Step>(broken: Played<Step>, play: Play<Step>): Promise<Played<Step>> {
  const history = broken.history.slice(0, broken.steps);
  for (const [index] of history.entries()) {
    const fewer = history.filter((_, place) => place !== index);
    if (fewer.length === 0) continue;
    const played = await play(fewer);
    if (played.differences.length > 0) return smallest(played, play);
  }
  return { ...broken, history };
}

function printPlayed<Step>(
  played: readonly Played<Step>[],
  { service, stepText }: Pair<Step>,
  seconds: number,
): boolean {
  const differences = played.flatMap((each) => each.differences);
  for (const { what, simulated, real, step } of differences) {
    console.log(shortened(`not explained: ${what}: simulated ${simulated}, real ${real}; ${stepText(step)}`));
  }
  const steps = played.reduce((sum, each) => sum + each.steps, 0);
  console.log(
    `${played.length} histories, ${steps} calls on simulated and real ${service}, unexplained: ${differences.length}; ${seconds.toFixed(1)} s`,
  );
  return differences.length === 0;
}

function printSmallest<Step>({ history, differences }: Played<Step>, { stepText }: Pair<Step>): void {
  console.error('the smallest history that shows one:');
  for (const step of history) console.error(shortened(`  ${stepText(step)}`));
  for (const { what, simulated, real } of differences) {
    console.error(shortened(`  ${what}: simulated ${simulated}, real ${real}`));
  }
}

/** A name made long on purpose would hide what differs. */
function shortened(line: string): string {
  return line.replaceAll(/(\w)\1{30,}/g, (run, letter: string) => `${letter}…(${run.length})`);
}
