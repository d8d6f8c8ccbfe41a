import type { ControlPlaneModule, LaunchIntent } from '../controlplane/control-plane.ts';
import type { ProviderContext } from '../provider/context.ts';
import type { ProviderModule } from '../provider/registration.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import type { Testbed, World } from '../testbed/testbed.ts';
import { playWorkload } from './client.ts';
import { createControlPlaneProcess } from './control-plane-process.ts';
import { createDirector, type Director } from './director.ts';
import { type Experiment, intentsOf } from './experiment.ts';
import { createHistory, type History, type ProviderCall } from './history.ts';
import { createIntents, type Intents } from './intents.ts';
import { createJudge, type Judge, type Violation } from './judge.ts';
import { oracleIds } from './oracles/oracle-set.ts';
import { passPhases, type RunPhases } from './pass-phases.ts';
import { intentTag, type Truth, watchTruth } from './truth.ts';
import { unsettled } from './unsettled.ts';

/** On what an experiment is run. */
export interface RunOptions {
  readonly testbed: Testbed;
  readonly provider: ProviderModule;
  readonly controlPlane: ControlPlaneModule;
  /** Of everything that is left to chance. */
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** What became of one run. */
export interface RunResult {
  readonly violation: Violation | undefined;
  readonly history: History;
  readonly digest: string;
  /** How often each disturbance has changed something. */
  readonly acted: ReadonlyMap<string, number>;
  /** The oracles that had something to judge. */
  readonly exercised: readonly string[];
  readonly simulatedMs: number;
}

/**
 * Runs one experiment in a world of its own. The same experiment with the same seed gives the same history.
 *
 * @example
 * const { violation } = await runExperiment(experiment, { testbed, provider, controlPlane, seed: 7, signal });
 */
export async function runExperiment(experiment: Experiment, options: RunOptions): Promise<RunResult> {
  const { world, context } = await openWorld(options);
  const { ledger, clock } = world;
  if (!ledger) throw new Error(`the testbed ${options.testbed.name} has no ledger`);
  await spawnBystander(world);

  const startedMs = clock.monotonic();
  const elapsedMs = () => clock.monotonic() - startedMs;
  const history = createHistory(elapsedMs);
  const spots = new Set(
    experiment.operations.flatMap((each) => (each.do === 'launch' && each.spot ? [each.intent] : [])),
  );
  const over = new AbortController();
  const calls: ProviderCall[] = [];
  let healedMs: number | undefined;

  const truth: Truth = await watchTruth({
    ...{ ledger, history, elapsedMs },
    isSpot: (intent) => spots.has(intent),
    onChange: (did) => did !== 'stopped' && director.onEvent(`machine-${did}`),
  });
  const intents: Intents = createIntents({
    ...{ ids: intentsOf(experiment), history, truth, elapsedMs },
    onView: (...view) => judge.ask((watch) => watch.onView?.(...view)),
  });
  const evidence = {
    ...{ intents, truth, calls, nowMs: elapsedMs },
    healedMs: () => healedMs,
    unsettled: () => unsettled(intents, truth),
  };
  const judge: Judge = createJudge({
    ...{ oracles: experiment.oracles ?? oracleIds, evidence, history },
    onViolation: () => process.stop(),
  });
  const look = async (): Promise<void> => {
    await truth.look();
    judge.ask((watch) => watch.onLook?.());
  };
  const process = createControlPlaneProcess({
    ...{ module: options.controlPlane, provider: options.provider, context },
    random: createRandom(deriveSeed(options.seed, 'control-plane')),
    watcher: watchCalls({
      calls,
      history,
      elapsedMs,
      truth,
      judge: () => judge,
      director: () => director,
      ended: () => process.callEnded(),
    }),
    onChange: (did, life) => {
      history.add({ lane: 'control-plane', did, life });
      if (did === 'dies') director.onEvent('crashed');
      else if (life > 1) director.onEvent('restarted');
    },
  });
  const director: Director = createDirector(experiment, {
    ...{ world, process, truth, intents, clock, history },
    seed: deriveSeed(options.seed, 'disturbances'),
  });

  await process.start();
  director.begin();
  playWorkload({
    ...{ operations: experiment.operations, process, intents, history, clock, signal: over.signal },
    toIntent: ({ intent, spot }) => toIntent(intent, spot === true, world),
    onEvent: (event) => director.onEvent(event),
  });
  const run: RunPhases = {
    ...{ phases: experiment.phases, process, intents, truth, judge, director, history, clock, look },
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
    await world.close();
  }
  return {
    violation: judge.violation(),
    history,
    digest: history.digest(),
    acted: director.acted(),
    exercised: judge.exercised(),
    simulatedMs: elapsedMs(),
  };
}

interface OpenedWorld {
  readonly world: World;
  readonly context: ProviderContext;
}

/** Opens the world, and keeps its context: every process of the control plane makes a provider of its own from it. */
async function openWorld({ testbed, provider, seed, signal }: RunOptions): Promise<OpenedWorld> {
  let kept: ProviderContext | undefined;
  const module: ProviderModule = {
    ...provider,
    create: (context) => {
      kept = context;
      return provider.create(context);
    },
  };
  const world = await testbed.open({ module, seed: deriveSeed(seed, 'world'), runId: 'chaos', settings: {}, signal });
  if (!kept) throw new Error(`the testbed ${testbed.name} made no provider`);
  return { world, context: kept };
}

/** Somebody else's machine, to be left alone. */
async function spawnBystander({ registration, facts }: World): Promise<void> {
  await registration.provider.spawn({ spec: facts.smallest, tags: { team: 'somebody-else' } });
}

function toIntent(id: string, isSpot: boolean, { facts }: World): LaunchIntent {
  const request = { spec: facts.smallest, tags: { [intentTag]: id } };
  const maxPriceUsdPerHour = facts.spotBids?.sure;
  return isSpot && maxPriceUsdPerHour !== undefined ? { id, request, spot: { maxPriceUsdPerHour } } : { id, request };
}

interface CallsOptions {
  readonly calls: ProviderCall[];
  readonly history: History;
  readonly elapsedMs: () => number;
  readonly truth: Truth;
  // Later than what they are needed by.
  readonly judge: () => Judge;
  readonly director: () => Director;
  readonly ended: () => void;
}

type CallWatcher = Parameters<typeof createControlPlaneProcess>[0]['watcher'];

function watchCalls({ calls, history, elapsedMs, truth, judge, director, ended }: CallsOptions): CallWatcher {
  return {
    begins: (about) => {
      const call: ProviderCall = { ...about, number: calls.length + 1, beganMs: elapsedMs() };
      calls.push(call);
      const { operation, method, intent, key, target } = call;
      history.add({
        ...{ lane: 'call', did: 'begins', call: call.number, operation, method },
        ...(intent !== undefined && { intent }),
        ...(target !== undefined && { machine: truth.nameOf(target) }),
        ...(key !== undefined && { key }),
      });
      judge().ask((watch) => watch.onCall?.(call));
      director().beforeCall(operation);
      return call;
    },
    ends: async (call, outcome) => {
      call.endedMs = elapsedMs();
      call.outcome = outcome;
      await truth.look();
      const { number, operation, intent } = call;
      history.add({
        ...{ lane: 'call', did: 'ends', call: number, operation, ...(intent !== undefined && { intent }) },
        outcome: named(outcome, truth),
        disturbedBy: director().takeActs(),
      });
      judge().ask((watch) => watch.onLook?.());
      ended();
    },
  };
}

/** Ids are drawn; what is written down is told by name. */
function named(outcome: ProviderCall['outcome'] & object, truth: Truth): ProviderCall['outcome'] & object {
  if (outcome.did === 'failed' || outcome.instanceId === undefined) return outcome;
  return { ...outcome, instanceId: truth.nameOf(outcome.instanceId) };
}
