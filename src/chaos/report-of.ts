import { assayVersion } from '../engine/assay-version.ts';
import { digestOf } from '../engine/sha256.ts';
import type { Shard } from '../engine/shard.ts';
import type { Support } from '../testbed/support.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { ChaosReport, ChaosShard, ReportedFailure } from './chaos-report.ts';
import { judgeExploration, oraclesOf } from './chaos-verdict.ts';
import { signaturesMax } from './count-runs.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import type { Experiment } from './experiment.ts';
import type { ChaosFailure, Exploration } from './explore.ts';
import type { LaneSubject } from './lanes/lane.ts';
import { findOracle, oracleSet, suits } from './oracles/oracle-set.ts';
import { reactionTimes } from './reaction-times.ts';
import { tellStory } from './story.ts';

/** What a report is made of. */
export interface ReportParts extends Found {
  readonly seed: number;
  /** How many runs were asked for. */
  readonly runs: number;
  readonly experiment?: Experiment;
  readonly providerName: string;
  readonly testbed: Testbed;
  /** Where the control plane was loaded from, where it is not ours. */
  readonly controlPlanePath?: string;
  readonly museum?: ChaosReport['museum'];
  readonly signal: AbortSignal;
  /** Which of the runs are made here, where they are not all. */
  readonly shard?: Shard;
  readonly failuresMax?: number;
  /** Wall time, for the report alone. */
  readonly now: () => number;
}

/** What is known only in the end. */
export interface Found {
  readonly startedAt: string;
  readonly exploration: Exploration;
  /** How each kind is done there. */
  readonly support: ReadonlyMap<string, Support>;
  readonly about: LaneSubject;
  readonly failures: readonly ReportedFailure[];
  readonly crashPoints?: ChaosReport['crashPoints'];
}

export function reportOf(parts: ReportParts): ChaosReport {
  const { exploration, experiment, about, support, testbed, failures, crashPoints } = parts;
  return {
    schemaVersion: 1,
    run: {
      seed: parts.seed,
      startedAt: parts.startedAt,
      finishedAt: new Date(parts.now()).toISOString(),
      interrupted: parts.signal.aborted,
      assayVersion: assayVersion(),
      // How many places there are, nobody knows before.
      asked: crashPoints ? exploration.runs : parts.runs,
      made: exploration.runs,
      failed: exploration.failedRuns,
      repeated: exploration.repeated,
      simulatedMs: exploration.simulatedMs,
      events: exploration.events,
    },
    ...shardPart(parts),
    controlPlane: {
      name: about.name,
      ...(parts.controlPlanePath !== undefined && { path: parts.controlPlanePath }),
    },
    scope: crashPoints ? 'crash-points' : experiment ? 'experiment' : 'drawn',
    ...(parts.museum && { museum: parts.museum }),
    host: { provider: parts.providerName, testbed: testbed.name, fidelity: testbed.fidelity },
    ...judgeExploration(exploration, {
      controlPlane: about,
      ...(experiment && { experiment }),
      ...(crashPoints && { crashPoints }),
    }),
    disturbances: reportedKinds(exploration, support, experiment),
    oracles: reportedOracles(exploration, experiment, about),
    ...(crashPoints && { crashPoints }),
    failures: [...failures],
    divergences: exploration.divergences,
    lost: exploration.lost.map(({ run, lost: how, text }) => ({ run, how, text })),
  };
}

/** With it the parts of a whole can be told from those of another, and be counted as if they had been one. */
function shardPart({ shard, failuresMax = signaturesMax, exploration, experiment, about }: ReportParts): {
  readonly shard?: ChaosShard;
} {
  if (!shard || !exploration.counted) return {};
  const plan = digestOf(JSON.stringify([experiment ?? null, failuresMax, about.features ?? []]));
  const oracles = oraclesOf({ ...(experiment && { experiment }), controlPlane: about });
  return { shard: { ...shard, plan, failuresMax, oracles, runs: exploration.counted } };
}

export type KeptFailure = Pick<ReportedFailure, 'replay' | 'emitted'>;

/** Stores a failure; gives how it is seen again. */
export type Keep = (failure: ChaosFailure, story: readonly string[]) => Promise<KeptFailure>;

/** A failure as it is told, with what shows it again. */
export async function toReportedFailure(failure: ChaosFailure, keep: Keep): Promise<ReportedFailure> {
  const { seed, found, experiment, result, shrinkRuns, run, seen } = failure;
  const { violation, history, digest } = result;
  const { oracle, signature, message, lastWords } = violation;
  const story = tellStory(experiment, history);
  return {
    ...{ oracle, title: findOracle(oracle).title, signature, message, seed, experiment, digest, seen },
    ...(await keep(failure, story)),
    ...(lastWords !== undefined && { lastWords }),
    story: [...story],
    found: { run, operations: found.operations.length, disturbances: found.disturbances.length, shrinkRuns },
  };
}

function reportedKinds(
  { kinds, reactions }: Exploration,
  support: ReadonlyMap<string, Support>,
  experiment: Experiment | undefined,
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
