import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { ControlPlaneSubject } from '../chaos/control-plane-subject.ts';
import type { Experiment } from '../chaos/experiment.ts';
import { type Shard, shardText } from '../engine/shard.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { type ChaosHost, findHost } from './chaos-host.ts';
import { isOfMuseum, planExhibit } from './chaos-museum.ts';
import { planReal, type RealPlan } from './chaos-real.ts';
import { type ChaosFlags, mustBeCurrent } from './flags/chaos-flags.ts';
import { parseControlPlane } from './flags/control-plane-flag.ts';
import { parseDuration } from './flags/duration.ts';
import { mustLeaveExperiment } from './flags/experiment-first.ts';
import { parseInteger } from './flags/integer.ts';
import { crashesRange, runsRange, seedRange, workersRange } from './flags/ranges.ts';
import {
  type ChaosReporterName,
  chaosReporterNames,
  parseReporters,
  type ReporterSpec,
} from './flags/reporter-spec.ts';
import { seedOfShards } from './flags/seed-of-shards.ts';
import { parseShard } from './flags/shard.ts';
import { mustBeOutFolder } from './out-folder.ts';
import { readExperimentFile } from './read-experiment-file.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** A shaking, decided in every detail. */
export interface ChaosPlan extends RealPlan {
  readonly controlPlane: ControlPlaneSubject;
  readonly host: ChaosHost;
  readonly experiment: Experiment | undefined;
  readonly museum: ChaosReport['museum'];
  readonly seed: number;
  readonly runs: number;
  readonly budgetMs: number;
  /** All runs twice, or every nth. */
  readonly checksDeterminism: boolean | number;
  readonly workers: number;
  /** Which of the runs are made here, where they are not all. */
  readonly shard: Shard | undefined;
  /** How often it dies in one run, at every boundary; absent where runs are drawn. */
  readonly crashes: number | undefined;
  readonly reporters: readonly ReporterSpec<ChaosReporterName>[];
  readonly outDir: string;
}

const seedsDefault = 1_000;
/** Where nobody waits, every so many runs are made twice without being asked for. */
const repeatedInCi = 20;
/** A run takes as long as it says it does. */
const seedsInRealTime = 1;
/** The default run is to be over in a minute, also on a slow machine. */
const budgetDefaultMs = 55_000;

/** Decides a shaking, of an experiment where one is named. Throws UsageError before anything is started. */
export async function planChaos(
  what: string | undefined,
  flags: ChaosFlags,
  terminal: Terminal,
  services: Services,
): Promise<ChaosPlan> {
  const { cwd, env } = terminal;
  mustBeCurrent(flags);
  mustLeaveExperiment(flags);
  mustBeOutFolder(flags.out, cwd);
  const crashes = planCrashes(flags);
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard, env);
  if (flags.all) throw new UsageError('--all is for the whole museum: write assay chaos museum --all');
  const host = await findHost(flags.testbed, services);
  if (shard) mustBeDealt(flags, host.testbed);
  const subject: ControlPlaneSubject | undefined =
    flags.controlPlane === undefined ? undefined : parseControlPlane(flags.controlPlane, flags.turnLimit, cwd);
  return {
    ...(await planExperiment(what, cwd, crashes !== undefined)),
    crashes,
    ...(subject && { controlPlane: subject }),
    host,
    ...(await planReal(flags, host.testbed, terminal, services)),
    ...planSeeds(flags, host.testbed, shard),
    shard,
    checksDeterminism: flags.checkDeterminism ?? (env.CI && host.testbed.isolation === 'case' ? repeatedInCi : false),
    workers:
      flags.workers === undefined ? availableParallelism() : parseInteger('--workers', flags.workers, workersRange),
    reporters: parseReporters(flags.reporter.length > 0 ? flags.reporter : ['terminal'], chaosReporterNames),
    outDir: flags.out,
  };
}

/** What is run, and what it is run against where nobody says another. */
async function planExperiment(
  what: string | undefined,
  cwd: string,
  isExhaustive: boolean,
): Promise<Pick<ChaosPlan, 'controlPlane' | 'experiment' | 'museum'>> {
  if (what === undefined) {
    const experiment = isExhaustive ? (await import('../chaos/crash-points/one-life.ts')).oneLife : undefined;
    return { controlPlane: { kind: 'reference' }, experiment, museum: undefined };
  }
  if (isOfMuseum(what)) return planExhibit(what);
  const experiment = await readExperimentFile(what, cwd);
  return { controlPlane: { kind: 'reference' }, experiment, museum: undefined };
}

/** Better told than ignored: what is gone through one by one has no number of seeds, and no budget. */
function planCrashes({ exhaustive, seeds, budget, checkDeterminism }: ChaosFlags): number | undefined {
  if (exhaustive === undefined) return undefined;
  const others = { '--seeds': seeds, '--budget': budget, '--check-determinism': checkDeterminism };
  const [flag] = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (flag !== undefined) throw new UsageError(`${flag} is not for --exhaustive, which goes through all there is`);
  return exhaustive === true ? 1 : parseInteger('--exhaustive', exhaustive, crashesRange);
}

/** Only runs that are drawn can be dealt, each a world of its own. */
function mustBeDealt({ exhaustive, promote, all }: ChaosFlags, { isolation, name }: Testbed): void {
  const others = { '--exhaustive': exhaustive, '--promote': promote, '--all': all };
  const [flag] = Object.entries(others).flatMap(([given, value]) => (value === undefined ? [] : [given]));
  if (flag !== undefined) throw new UsageError(`--shard is not for ${flag}: only drawn runs are dealt`);
  if (isolation === 'run')
    throw new UsageError(`--shard is not for --testbed ${name}, whose machines everybody shares`);
}

/** Whoever says how many seeds wants them all. */
function planSeeds(
  { seed, seeds, budget, checkDeterminism }: ChaosFlags,
  { isolation }: Testbed,
  shard: Shard | undefined,
): Pick<ChaosPlan, 'seed' | 'runs' | 'budgetMs'> {
  // A part that ran out of time leaves a hole in the whole.
  const isOpenEnded = seeds !== undefined || checkDeterminism === true || shard !== undefined;
  const budgetDefault = isOpenEnded ? Number.POSITIVE_INFINITY : budgetDefaultMs;
  const runsDefault = isolation === 'run' ? seedsInRealTime : seedsDefault;
  const runs = seeds === undefined ? runsDefault : parseInteger('--seeds', seeds, runsRange);
  if (shard && shard.index > runs) {
    throw new UsageError(
      `shard ${shardText(shard)} has nothing to run: there are ${runs} seeds for ${shard.count} shards`,
    );
  }
  const drawn = shard ? seedOfShards : randomInt(seedRange.max);
  return {
    seed: seed === undefined ? drawn : parseInteger('--seed', seed, seedRange),
    runs,
    budgetMs: budget === undefined ? budgetDefault : parseDuration('--budget', budget),
  };
}
