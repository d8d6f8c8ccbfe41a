import { assayVersion } from '../engine/assay-version.ts';
import type { Support } from '../testbed/support.ts';
import type { ChaosReport, ReportedFailure } from './chaos-report.ts';
import { judgeExploration } from './chaos-verdict.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import { type ChaosFailure, type Exploration, type ExploreOptions, explore } from './explore.ts';
import { type HostLook, lookAtHost, mustBePossible } from './look-at-host.ts';
import { findOracle, oracleSet, suits } from './oracles/oracle-set.ts';
import { reactionTimes } from './reaction-times.ts';
import { onSharedHost, type SharedHostOptions } from './real/on-shared-host.ts';
import { type Promoted, type PromotionPlan, promoteOn } from './real/promote-on.ts';
import { shortExperimentFor } from './real/short-experiment.ts';
import { tellStory } from './story.ts';

export interface ShakeOptions extends Omit<ExploreOptions, 'drawable'> {
  readonly providerName: string;
  /** Where the control plane was loaded from, where it is not ours. */
  readonly controlPlanePath?: string;
  readonly museum?: ChaosReport['museum'];
  /** Wall time, for the report alone. */
  readonly now: () => number;
  /** How a run on a host that others use too is kept track of. */
  readonly real?: Omit<SharedHostOptions, 'testbed' | 'providerName'>;
  /** Where what is found is to be seen again. */
  readonly promotion?: PromotionPlan;
  /** Stores a failure; gives how it is seen again. */
  readonly keep: (failure: ChaosFailure, story: readonly string[]) => Promise<KeptFailure>;
}

export type KeptFailure = Pick<ReportedFailure, 'replay' | 'emitted'>;

/** Shakes a control plane, and reports. */
export async function shake(options: ShakeOptions): Promise<ChaosReport> {
  const { real, testbed, providerName } = options;
  if (testbed.isolation === 'case') return shakeHost(options);
  if (!real)
    throw new Error(`the testbed ${testbed.name} is one that others use too, and nobody keeps track of this run`);
  const { result, leaked } = await onSharedHost({ ...real, testbed, providerName }, (shared) =>
    shakeHost({ ...options, shared }),
  );
  return { ...result, leaked };
}

async function shakeHost(given: ShakeOptions): Promise<ChaosReport> {
  const startedAt = new Date(given.now()).toISOString();
  const look = await lookAtHost(given);
  const { missing, windowMs } = look;
  mustBePossible(given.experiment?.disturbances ?? [], look);
  const options = given.shared && !given.experiment ? { ...given, experiment: shortExperimentFor(look) } : given;
  const { features = [] } = options.controlPlane;
  const kinds = disturbanceKinds.filter(({ kind }) => !missing.has(kind));
  const exploration = await explore({ ...options, drawable: { kinds, windowMs, features } });
  const { failure } = exploration;
  const promoted = failure && (await promotedFailure(failure, options));
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
    disturbances: reportedKinds(exploration, look, options),
    oracles: reportedOracles(exploration, options),
    ...(failure && {
      failure: { ...(await reported(failure, options)), ...(promoted && { promotion: promoted.promotion }) },
    }),
    ...(promoted && { leaked: promoted.leaked }),
  };
}

/** Whatever comes of it, the failure is one. */
async function promotedFailure(
  { experiment, seed, result: { violation } }: ChaosFailure,
  options: ShakeOptions,
): Promise<Promoted | undefined> {
  const { promotion, signal } = options;
  if (!promotion || !violation || signal.aborted) return undefined;
  return promoteOn({ experiment, seed, violation }, promotion, options);
}

function reportedKinds(
  { kinds, reactions }: Exploration,
  { support }: HostLook,
  { experiment }: ShakeOptions,
): ChaosReport['disturbances'] {
  const planned = disturbanceKinds.filter(({ kind }) => experiment === undefined || kinds.has(kind));
  return planned.map(({ kind, number, meaning }) => ({
    ...{ kind, number, meaning },
    ...reportedSupport(support.get(kind)),
    ...(kinds.get(kind) ?? { planned: 0, acted: 0 }),
    reaction: reactionTimes(reactions, kind),
  }));
}

function reportedSupport(its: Support | undefined): Pick<ChaosReport['disturbances'][number], 'support' | 'why'> {
  if (its?.how === 'unsupported') return { support: its.how, why: its.why };
  return { support: its?.how ?? 'native' };
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
