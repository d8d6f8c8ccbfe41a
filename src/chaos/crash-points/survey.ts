import { isDeepStrictEqual } from 'node:util';
import type { EndState } from '../end-state.ts';
import type { Experiment } from '../experiment.ts';
import { isLost, type Lane, type Lost } from '../lanes/lane.ts';
import type { PlayedRun } from '../lanes/played-run.ts';
import { tellStory } from '../story.ts';
import { boundariesOf, type CrashAt, withCrashes } from './crash-point.ts';

export interface SurveyOptions {
  readonly experiment: Experiment;
  readonly seed: number;
  /** How often the control plane dies in one run. */
  readonly depth: number;
  readonly signal: AbortSignal;
  readonly onPoint: (points: number) => void;
}

/** One place, or one pair of them, and what came of a crash there. */
export interface SurveyedPoint {
  readonly crashes: readonly CrashAt[];
  /** unreached: there is no such place, because nothing was written down after that call. */
  readonly outcome: 'safe' | 'unsafe' | 'unreached';
  /** What was otherwise than without the crash. */
  readonly why?: string;
  readonly story?: readonly string[];
}

export interface Survey {
  /** The run without a crash, and those with one, in the order of their points. */
  readonly runs: readonly (PlayedRun | Lost)[];
  readonly points: readonly SurveyedPoint[];
}

interface Visited {
  readonly crashes: readonly CrashAt[];
  readonly run: PlayedRun | Lost;
}

/** Lets the control plane die at every boundary of every call, one after the other, and compares how everything ends. */
export async function surveyCrashPoints(lane: Lane, options: SurveyOptions): Promise<Survey> {
  const { experiment, seed, depth, signal, onPoint } = options;
  const visit = async (crashes: readonly CrashAt[]): Promise<Visited> => {
    const run = await lane.ask({ do: 'play', seed, experiment: withCrashes(experiment, crashes) });
    if (crashes.length > 0) onPoint(1);
    return { crashes, run };
  };
  const calm = await visit([]);
  const visited: Visited[] = [];
  for (let last: readonly Visited[] = [calm], deep = 0; deep < depth && !signal.aborted; deep += 1) {
    last = (await Promise.all(last.flatMap((before) => furtherCrashes(before).map(visit)))).filter(
      () => !signal.aborted,
    );
    visited.push(...last);
  }
  const points = isLost(calm.run) ? [] : visited.map((each) => judged(each, calm.run as PlayedRun, experiment));
  return { runs: [calm, ...visited].map(({ run }) => run), points };
}

/** With one crash more, somewhere after the last one. */
function furtherCrashes({ crashes, run }: Visited): readonly (readonly CrashAt[])[] {
  if (isLost(run)) return [];
  const last = crashes.at(-1);
  const lived = run.calls.filter(({ life }) => life <= crashes.length).length;
  // Where it did not die, whatever comes after is the same as without.
  if (last && run.summary.acted.length === 0) return [];
  return boundariesOf(run, last ? lived + 1 : 1).map((crash) => [...crashes, crash]);
}

function judged({ crashes, run }: Visited, calm: PlayedRun, experiment: Experiment): SurveyedPoint {
  if (isLost(run)) return { crashes, outcome: 'unsafe', why: `the run was lost: ${run.text}` };
  const tell = (why: string): SurveyedPoint => ({
    ...{ crashes, outcome: 'unsafe', why },
    story: tellStory(withCrashes(experiment, crashes), run),
  });
  const { failed } = run.summary;
  if (failed) return tell(`${failed.result.violation.oracle} was violated: ${failed.result.violation.message}`);
  const deaths = run.events.filter(({ lane, did }) => lane === 'control-plane' && did === 'dies').length;
  const calmDeaths = calm.events.filter(({ lane, did }) => lane === 'control-plane' && did === 'dies').length;
  if (deaths < calmDeaths + crashes.length) return { crashes, outcome: 'unreached' };
  const why = differenceOf(calm.end, run.end);
  return why === undefined ? { crashes, outcome: 'safe' } : tell(why);
}

function differenceOf(calm: EndState, end: EndState): string | undefined {
  const told = (state: EndState[string] | undefined) =>
    state ? `${state.phase} with ${state.living} machines, ${state.running} of which run` : 'not known';
  const different = Object.keys(calm).find((intent) => !isDeepStrictEqual(calm[intent], end[intent]));
  if (different === undefined) return undefined;
  return `${different} ended as ${told(end[different])}; without the crash as ${told(calm[different])}`;
}
