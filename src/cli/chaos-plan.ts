import { randomInt } from 'node:crypto';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { ControlPlaneSubject } from '../chaos/control-plane-subject.ts';
import type { Experiment } from '../chaos/experiment.ts';
import { type ChaosHost, findHost } from './chaos-host.ts';
import { isOfMuseum, planExhibit } from './chaos-museum.ts';
import { type ChaosFlags, mustBeCurrent } from './flags/chaos-flags.ts';
import { parseControlPlane } from './flags/control-plane-flag.ts';
import { parseDuration } from './flags/duration.ts';
import { parseInteger } from './flags/integer.ts';
import { runsRange, seedRange } from './flags/ranges.ts';
import {
  type ChaosReporterName,
  chaosReporterNames,
  parseReporters,
  type ReporterSpec,
} from './flags/reporter-spec.ts';
import { readExperimentFile } from './read-experiment-file.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** A shaking, decided in every detail. */
export interface ChaosPlan {
  readonly controlPlane: ControlPlaneSubject;
  readonly host: ChaosHost;
  readonly experiment: Experiment | undefined;
  readonly museum: ChaosReport['museum'];
  readonly seed: number;
  readonly runs: number;
  readonly budgetMs: number;
  readonly checksDeterminism: boolean;
  readonly reporters: readonly ReporterSpec<ChaosReporterName>[];
  readonly outDir: string;
}

const seedsDefault = 300;
/** The default run is to be over in a minute, also on a slow machine. */
const budgetDefaultMs = 55_000;

/** Decides a shaking, of an experiment where one is named. Throws UsageError before anything is started. */
export async function planChaos(
  what: string | undefined,
  flags: ChaosFlags,
  { cwd }: Terminal,
  services: Services,
): Promise<ChaosPlan> {
  mustBeCurrent(flags);
  if (flags.all) throw new UsageError('--all is for the whole museum: write assay chaos museum --all');
  const host = await findHost(flags.testbed, services);
  const subject: ControlPlaneSubject | undefined =
    flags.controlPlane === undefined ? undefined : parseControlPlane(flags.controlPlane, flags.turnLimit, cwd);
  return {
    ...(await planExperiment(what, cwd)),
    ...(subject && { controlPlane: subject }),
    host,
    ...planSeeds(flags),
    checksDeterminism: flags.checkDeterminism === true,
    reporters: parseReporters(flags.reporter.length > 0 ? flags.reporter : ['terminal'], chaosReporterNames),
    outDir: flags.out,
  };
}

/** What is run, and what it is run against where nobody says another. */
async function planExperiment(
  what: string | undefined,
  cwd: string,
): Promise<Pick<ChaosPlan, 'controlPlane' | 'experiment' | 'museum'>> {
  if (what === undefined) return { controlPlane: { kind: 'reference' }, experiment: undefined, museum: undefined };
  if (isOfMuseum(what)) return planExhibit(what);
  const experiment = await readExperimentFile(what, cwd);
  return { controlPlane: { kind: 'reference' }, experiment, museum: undefined };
}

/** Whoever says how many seeds wants them all. */
function planSeeds({
  seed,
  seeds,
  budget,
  checkDeterminism,
}: ChaosFlags): Pick<ChaosPlan, 'seed' | 'runs' | 'budgetMs'> {
  const isOpenEnded = seeds !== undefined || checkDeterminism === true;
  const budgetDefault = isOpenEnded ? Number.POSITIVE_INFINITY : budgetDefaultMs;
  return {
    seed: seed === undefined ? randomInt(seedRange.max) : parseInteger('--seed', seed, seedRange),
    runs: seeds === undefined ? seedsDefault : parseInteger('--seeds', seeds, runsRange),
    budgetMs: budget === undefined ? budgetDefault : parseDuration('--budget', budget),
  };
}
