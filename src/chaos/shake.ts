import { assayVersion } from '../engine/assay-version.ts';
import type { ProviderModule } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { ChaosReport, ReportedFailure } from './chaos-report.ts';
import { judgeExploration } from './chaos-verdict.ts';
import { openOptions } from './chaos-world.ts';
import type { Disturbance } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import type { Experiment } from './experiment.ts';
import { type ChaosFailure, type Exploration, type ExploreSettings, exploreOn } from './explore.ts';
import type { Lane, LaneSubject } from './lanes/lane.ts';
import type { LaneSetup } from './lanes/lane-setup.ts';
import { findOracle, oracleSet, suits } from './oracles/oracle-set.ts';
import { tellStory } from './story.ts';

export interface ShakeOptions extends ExploreSettings {
  readonly seed: number;
  readonly experiment?: Experiment;
  readonly providerName: string;
  readonly provider: ProviderModule;
  readonly testbed: Testbed;
  /** Where the control plane was loaded from, where it is not ours. */
  readonly controlPlanePath?: string;
  /** Loads the control plane wherever it is to run. Throws where it cannot be loaded. */
  readonly openLanes: (setup: LaneSetup) => Promise<OpenedLanes>;
  readonly museum?: ChaosReport['museum'];
  /** Wall time, for the report alone. */
  readonly now: () => number;
  /** Stores a failure; gives the command that shows it again. */
  readonly keep: (failure: ChaosFailure) => Promise<string>;
}

export interface OpenedLanes {
  readonly lanes: readonly Lane[];
  readonly about: LaneSubject;
}

/** The plan cannot be carried out on this host. Nothing was started. */
export class ImpossiblePlan extends Error {
  override readonly name = 'UsageError';
}

/** Shakes a control plane, and reports. */
export async function shake(options: ShakeOptions): Promise<ChaosReport> {
  const { seed, experiment, openLanes } = options;
  const startedAt = new Date(options.now()).toISOString();
  const { missing: missingHere, windowMs } = await lookAtHost(options);
  const planned = experiment?.disturbances ?? [];
  mustBePossible(planned, missingHere);
  const kinds = disturbanceKinds.flatMap(({ kind }) => (missingHere.has(kind) ? [] : [kind]));
  const { lanes, about } = await openLanes({ seed, kinds, windowMs, ...(experiment && { experiment }) });
  const missing = new Map([...missingHere, ...unneededOf(about)]);
  const exploration = await explorePossible(planned, missing, lanes, options);
  const failures: ReportedFailure[] = [];
  for (const failure of exploration.failures) failures.push(reported(failure, await options.keep(failure)));
  return {
    schemaVersion: 1,
    run: {
      seed,
      startedAt,
      finishedAt: new Date(options.now()).toISOString(),
      interrupted: options.signal.aborted,
      assayVersion: assayVersion(),
      asked: options.runs,
      made: exploration.runs,
      failed: exploration.failedRuns,
      repeated: exploration.repeated,
      simulatedMs: exploration.simulatedMs,
      events: exploration.events,
    },
    controlPlane: {
      name: about.name,
      ...(options.controlPlanePath !== undefined && { path: options.controlPlanePath }),
    },
    ...(options.museum && { museum: options.museum }),
    host: { provider: options.providerName, testbed: options.testbed.name, fidelity: options.testbed.fidelity },
    ...judgeExploration(exploration, { controlPlane: about, ...(experiment && { experiment }) }),
    disturbances: reportedKinds(exploration, missing, options),
    oracles: reportedOracles(exploration, experiment, about),
    failures,
    divergences: exploration.divergences,
    lost: exploration.lost.map(({ run, lost: how, text }) => ({ run, how, text })),
  };
}

interface HostLook {
  /** Why a kind cannot be done here, by kind. */
  readonly missing: ReadonlyMap<string, string>;
  readonly windowMs: number;
}

/** What can be done on this host. Nothing is asked of its service. */
async function lookAtHost({ testbed, provider, signal }: ShakeOptions): Promise<HostLook> {
  const world = await testbed.open(openOptions(provider, 0, signal));
  const missing = disturbanceKinds.flatMap((kind): [string, string][] => {
    const why = kind.missing(world);
    return why === null ? [] : [[kind.kind, why]];
  });
  await world.close();
  return { missing: new Map(missing), windowMs: world.facts.tolerances.consistencyWindowMs };
}

/** Why a kind cannot be done to this control plane, by kind. */
function unneededOf({ name, features = [] }: LaneSubject): readonly [string, string][] {
  return disturbanceKinds.flatMap(({ kind, needs }): [string, string][] =>
    needs === undefined || features.includes(needs)
      ? []
      : [[kind, `${name} does not say that it has the feature ${needs}`]],
  );
}

async function explorePossible(
  planned: readonly Disturbance[],
  missing: ReadonlyMap<string, string>,
  lanes: readonly Lane[],
  options: ShakeOptions,
): Promise<Exploration> {
  try {
    mustBePossible(planned, missing);
    return await exploreOn(lanes, options);
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

function mustBePossible(disturbances: readonly Disturbance[], missing: ReadonlyMap<string, string>): void {
  for (const { id, kind } of disturbances) {
    const why = missing.get(kind);
    if (why !== undefined) throw new ImpossiblePlan(`${id}: ${kind} cannot be done here: ${why}`);
  }
}

function reportedKinds(
  { kinds }: Exploration,
  missing: ReadonlyMap<string, string>,
  { experiment }: ShakeOptions,
): ChaosReport['disturbances'] {
  const planned = disturbanceKinds.filter(({ kind }) => experiment === undefined || kinds.has(kind));
  return planned.map(({ kind, number, meaning }) => ({
    ...{ kind, number, meaning },
    support: missing.has(kind) ? 'unsupported' : 'native',
    ...(kinds.get(kind) ?? { planned: 0, acted: 0 }),
  }));
}

function reportedOracles(
  { exercised, failures }: Exploration,
  experiment: Experiment | undefined,
  about: LaneSubject,
): ChaosReport['oracles'] {
  const asked = oracleSet.filter((oracle) => experiment?.oracles?.includes(oracle.id) ?? suits(oracle, about));
  return asked
    .toSorted((a, b) => a.id.localeCompare(b.id))
    .map(({ id, title, kind }) => ({
      ...{ id, title, kind },
      exercised: exercised.get(id) ?? 0,
      violated: failures.some(({ result }) => result.violation.oracle === id),
    }));
}

function reported(failure: ChaosFailure, replay: string): ReportedFailure {
  const { seed, found, experiment, result, shrinkRuns, run, seen } = failure;
  const { violation, history, digest } = result;
  const { oracle, signature, message } = violation;
  return {
    ...{ oracle, title: findOracle(oracle).title, signature, message, seed, experiment, digest, replay, seen },
    story: [...tellStory(experiment, history)],
    found: { run, operations: found.operations.length, disturbances: found.disturbances.length, shrinkRuns },
  };
}
