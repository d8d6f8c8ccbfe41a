import { assayVersion } from '../engine/assay-version.ts';
import type { ChaosReport, ReportedFailure } from './chaos-report.ts';
import { judgeExploration } from './chaos-verdict.ts';
import { openOptions } from './chaos-world.ts';
import type { Disturbance, DisturbanceKind } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import { type ChaosFailure, type Exploration, type ExploreOptions, explore } from './explore.ts';
import { findOracle, oracleSet, suits } from './oracles/oracle-set.ts';
import { reactionTimes } from './reaction-times.ts';
import type { StartableControlPlane } from './startable.ts';
import { tellStory } from './story.ts';

export interface ShakeOptions extends Omit<ExploreOptions, 'drawable'> {
  readonly providerName: string;
  /** Where the control plane was loaded from, where it is not ours. */
  readonly controlPlanePath?: string;
  readonly museum?: ChaosReport['museum'];
  /** Wall time, for the report alone. */
  readonly now: () => number;
  /** Stores a failure; gives how it is seen again. */
  readonly keep: (failure: ChaosFailure, story: readonly string[]) => Promise<KeptFailure>;
}

export type KeptFailure = Pick<ReportedFailure, 'replay' | 'emitted'>;

/** The plan cannot be carried out on this host. Nothing was started. */
export class ImpossiblePlan extends Error {
  override readonly name = 'UsageError';
}

/** Shakes a control plane, and reports. */
export async function shake(options: ShakeOptions): Promise<ChaosReport> {
  const startedAt = new Date(options.now()).toISOString();
  const { missing, windowMs } = await lookAtHost(options);
  mustBePossible(options.experiment?.disturbances ?? [], missing);
  const { features = [] } = options.controlPlane;
  const kinds = disturbanceKinds.filter(({ kind }) => !missing.has(kind));
  const exploration = await explore({ ...options, drawable: { kinds, windowMs, features } });
  const { failure } = exploration;
  return {
    schemaVersion: 1,
    run: {
      seed: options.seed,
      startedAt,
      finishedAt: new Date(options.now()).toISOString(),
      interrupted: options.signal.aborted,
      assayVersion: assayVersion(),
      asked: options.runs,
      made: exploration.runs,
      simulatedMs: exploration.simulatedMs,
      events: exploration.events,
      checkedDeterminism: options.checksDeterminism,
    },
    controlPlane: {
      name: options.controlPlane.name,
      ...(options.controlPlanePath !== undefined && { path: options.controlPlanePath }),
    },
    ...(options.museum && { museum: options.museum }),
    host: { provider: options.providerName, testbed: options.testbed.name, fidelity: options.testbed.fidelity },
    ...judgeExploration(exploration, options),
    disturbances: reportedKinds(exploration, missing, options),
    oracles: reportedOracles(exploration, options),
    ...(failure && { failure: await reported(failure, options) }),
  };
}

interface HostLook {
  /** Why a kind cannot be done here, by kind. */
  readonly missing: ReadonlyMap<string, string>;
  readonly windowMs: number;
}

/** What can be done on this host. Nothing is asked of its service. */
async function lookAtHost({ testbed, provider, controlPlane, signal }: ShakeOptions): Promise<HostLook> {
  const world = await testbed.open(openOptions(provider, 0, signal));
  const missing = disturbanceKinds.flatMap((kind): [string, string][] => {
    const why = kind.missing(world) ?? unneeded(kind, controlPlane);
    return why === null ? [] : [[kind.kind, why]];
  });
  await world.close();
  return { missing: new Map(missing), windowMs: world.facts.tolerances.consistencyWindowMs };
}

function unneeded({ needs }: DisturbanceKind, { name, features = [] }: StartableControlPlane): string | null {
  return needs === undefined || features.includes(needs)
    ? null
    : `${name} does not say that it has the feature ${needs}`;
}

function mustBePossible(disturbances: readonly Disturbance[], missing: ReadonlyMap<string, string>): void {
  for (const { id, kind } of disturbances) {
    const why = missing.get(kind);
    if (why !== undefined) throw new ImpossiblePlan(`${id}: ${kind} cannot be done here: ${why}`);
  }
}

function reportedKinds(
  { kinds, reactions }: Exploration,
  missing: ReadonlyMap<string, string>,
  { experiment }: ShakeOptions,
): ChaosReport['disturbances'] {
  const planned = disturbanceKinds.filter(({ kind }) => experiment === undefined || kinds.has(kind));
  return planned.map(({ kind, number, meaning }) => ({
    ...{ kind, number, meaning },
    support: missing.has(kind) ? 'unsupported' : 'native',
    ...(kinds.get(kind) ?? { planned: 0, acted: 0 }),
    reaction: reactionTimes(reactions, kind),
  }));
}

function reportedOracles(
  { exercised, failure }: Exploration,
  { experiment, controlPlane }: ShakeOptions,
): ChaosReport['oracles'] {
  const asked = oracleSet.filter((oracle) => experiment?.oracles?.includes(oracle.id) ?? suits(oracle, controlPlane));
  return asked
    .toSorted((a, b) => a.id.localeCompare(b.id))
    .map(({ id, title, kind }) => ({
      ...{ id, title, kind },
      exercised: exercised.get(id) ?? 0,
      violated: failure?.result.violation?.oracle === id,
    }));
}

async function reported(failure: ChaosFailure, { keep }: ShakeOptions): Promise<ReportedFailure> {
  const { seed, found, experiment, result, shrinkRuns, run } = failure;
  const { violation, history, digest } = result;
  if (!violation) throw new Error('a failure without a violation');
  const { oracle, signature, message, lastWords } = violation;
  const story = tellStory(experiment, history);
  return {
    ...{ oracle, title: findOracle(oracle).title, signature, message, seed, experiment, digest },
    ...(await keep(failure, story)),
    ...(lastWords !== undefined && { lastWords }),
    story: [...story],
    found: { run, operations: found.operations.length, disturbances: found.disturbances.length, shrinkRuns },
  };
}
