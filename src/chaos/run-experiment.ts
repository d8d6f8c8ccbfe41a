import { supports } from '../provider/supports.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import { createActivity } from './activity.ts';
import { type ChaosWorldOptions, intentIn, openChaosWorld } from './chaos-world.ts';
import { playWorkload } from './client.ts';
import { playJobs } from './client-jobs.ts';
import { createControlPlaneProcess } from './control-plane-process.ts';
import { createDirector, type Director } from './director.ts';
import { type EndState, endState } from './end-state.ts';
import type { Experiment } from './experiment.ts';
import { createHistory, type History } from './history.ts';
import { createIntents, type Intents } from './intents.ts';
import { createJudge, type Judge, type Violation } from './judge.ts';
import { LateDigest } from './late-digest.ts';
import type { LifeSpan } from './oracles/oracle.ts';
import { oracleSet, suits } from './oracles/oracle-set.ts';
import { passPhases, threw } from './pass-phases.ts';
import type { ProviderCall } from './provider-call.ts';
import { type Reaction, watchReactions } from './reactions.ts';
import { journalledModule } from './real/journalled.ts';
import { createSightings } from './sightings.ts';
import type { StartableControlPlane } from './startable.ts';
import { termsOf } from './terms.ts';
import type { RunEvent } from './trigger.ts';
import { type Truth, watchTruth } from './truth.ts';
import { unsettled } from './unsettled.ts';
import { watchCalls } from './watch-calls.ts';

/** On what an experiment is run. */
export interface RunOptions extends ChaosWorldOptions {
  readonly controlPlane: StartableControlPlane;
}

/** What became of one run. */
export interface RunResult {
  readonly violation: Violation | undefined;
  readonly history: History;
  /** Made when it is first asked for: most runs need none. */
  readonly digest: string;
  /** How often each disturbance has changed something. */
  readonly acted: ReadonlyMap<string, number>;
  /** The oracles that had something to judge. */
  readonly exercised: readonly string[];
  /** How long the control plane took to see what was done to its machines, and to make it good. */
  readonly reactions: readonly Reaction[];
  /** What a disturbance could not do or undo, in sentences. */
  readonly problems: readonly string[];
  readonly simulatedMs: number;
  /** Every call of the control plane, in the order in which they began. */
  readonly calls: readonly ProviderCall[];
  readonly end: EndState;
}

/**
 * Runs one experiment in a world of its own. The same experiment with the same seed gives the same history.
 *
 * @example
 * const { violation } = await runExperiment(experiment, { testbed, provider, controlPlane, seed: 7, signal });
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunResult> {
  const { world, ledger, context } = await openChaosWorld(options);
  const { clock } = world;
  const { shared } = options;
  const provider = shared ? journalledModule(options.provider, shared.journal) : options.provider;

  const startedMs = clock.monotonic();
  const elapsedMs = () => clock.monotonic() - startedMs;
  const history = createHistory(elapsedMs);
  const over = new AbortController();
  const calls: ProviderCall[] = [];
  const activity = createActivity(elapsedMs);
  const lives: LifeSpan[] = [];
  let processes = 0;
  let healedMs: number | undefined;
  let problems: readonly string[] = [];

  const truth: Truth = await watchTruth({
    ...{ ledger, history, elapsedMs },
    onChange: (did, { id }) => {
      if (did === 'stopped' || did === 'ending') activity.cut(id);
      if (did !== 'stopped') director.onEvent(`machine-${did}`);
    },
  });
  const intents: Intents = createIntents({
    ...{ terms: termsOf(experiment), activity, history, truth, elapsedMs },
    onView: (...view) => judge.ask('onView', ...view),
  });
  const sightings = createSightings(() => truth);
  const evidence = {
    ...{ intents, truth, activity, calls, sightings, lives, nowMs: elapsedMs },
    canResume: supports(world.registration.provider, 'hibernation'),
    clockOffMs: () => process.surroundings.wallClock.offMs(),
    processes: () => processes,
    healedMs: () => healedMs,
    unsettled: () => unsettled(intents, truth),
  };
  const judge: Judge = createJudge({
    ...{ oracles: experiment.oracles ?? suited(options.controlPlane), evidence, history },
    onViolation: () => process.stop(),
  });
  const look = async (): Promise<void> => {
    await truth.look();
    judge.ask('onLook');
  };
  const process = createControlPlaneProcess({
    ...{ module: options.controlPlane, provider, context, activity },
    random: createRandom(deriveSeed(options.seed, 'control-plane')),
    watcher: watchCalls({
      calls,
      history,
      elapsedMs,
      truth,
      sightings,
      judge: () => judge,
      director: () => director,
      ended: ({ life }) => process.callEnded(life),
    }),
    onChange: (did, life) => {
      if (did !== 'dies') processes += 1;
      // The disturbance that brings a second one tells of it.
      if (did === 'joins') return;
      history.add({ lane: 'control-plane', did, life });
      if (did === 'starts') lives.push({ number: life, startedMs: elapsedMs() });
      else Object.assign(lives.at(-1) ?? {}, { diedMs: elapsedMs() });
      if (did === 'dies') director.onEvent('crashed');
      else if (life > 1) director.onEvent('restarted');
    },
    onMisconduct: (what) => judge.accuse(what),
    onFailedStart: (thrown) => history.add(threw('start', thrown)),
  });
  const director: Director = createDirector(experiment, {
    ...{ world, process, truth, intents, activity, clock, history },
    seed: deriveSeed(options.seed, 'disturbances'),
  });

  await process.start();
  director.begin();
  const client = {
    ...{ operations: experiment.operations, process, intents, history, clock, signal: over.signal },
    onEvent: (event: RunEvent) => director.onEvent(event),
  };
  playWorkload({ ...client, toIntent: (launch) => intentIn(world, launch) });
  playJobs({
    ...{ ...client, truth, activity },
    onPlaced: (placement) => judge.ask('onPlaced', placement),
  });
  const reactions = watchReactions({ history, intents, truth, elapsedMs });
  const run = {
    ...{ phases: experiment.phases, process, intents, truth, judge, director, history, clock, look, reactions },
    signal: AbortSignal.any([options.signal, over.signal]),
    onHealed: () => {
      healedMs = elapsedMs();
    },
  };
  try {
    await passPhases(run);
  } finally {
    over.abort(new Error('the run is over'));
    process.stop();
    director.end();
    problems = await director.undone();
    await world.close();
  }
  return Object.assign(new LateDigest(history), {
    violation: judge.violation(),
    acted: director.acted(),
    exercised: judge.exercised(),
    reactions: reactions.all(),
    problems,
    simulatedMs: elapsedMs(),
    calls,
    end: endState(intents, truth),
  });
}

function suited(controlPlane: StartableControlPlane): readonly string[] {
  return oracleSet.filter((oracle) => suits(oracle, controlPlane)).map(({ id }) => id);
}
