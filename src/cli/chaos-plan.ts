import { randomInt } from 'node:crypto';
import type { ControlPlaneSubject } from '../chaos/chaos-failure-file.ts';
import type { Experiment } from '../chaos/experiment.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { parseDuration } from './flags/duration.ts';
import { parseInteger } from './flags/integer.ts';
import { runsRange, seedRange } from './flags/ranges.ts';
import { parseReporters, type ReporterSpec } from './flags/reporter-spec.ts';
import { didYouMean } from './nearest.ts';
import { readExperimentFile } from './read-experiment-file.ts';
import type { Services } from './services.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The flags of `chaos` as they were typed. */
export interface ChaosFlags {
  readonly controlPlane?: string;
  readonly experiment?: string;
  readonly testbed?: string;
  readonly seed?: string;
  readonly runs?: string;
  readonly budget?: string;
  readonly checkDeterminism?: boolean;
  readonly reporter: readonly string[];
  readonly out: string;
}

/** A shaking, decided in every detail. */
export interface ChaosPlan {
  readonly controlPlane: ControlPlaneSubject;
  readonly host: ChaosHost;
  readonly experiment: Experiment | undefined;
  readonly seed: number;
  readonly runs: number;
  readonly budgetMs: number;
  readonly checksDeterminism: boolean;
  readonly reporters: readonly ReporterSpec[];
  readonly outDir: string;
}

/** Whose machines the control plane is given, and where. */
export interface ChaosHost {
  readonly providerName: string;
  readonly provider: Awaited<ReturnType<Services['registry']>>['registeredProviders'][number]['module'];
  readonly testbed: Testbed;
}

/** The provider that was made for it. */
const providerName = 'orbstack';
const runsDefault = 300;
/** The default run is to be over in a minute, also on a slow machine. */
const budgetDefaultMs = 55_000;

/** Decides a shaking. Throws UsageError before anything is started. */
export async function planChaos(flags: ChaosFlags, { cwd }: Terminal, services: Services): Promise<ChaosPlan> {
  const reporters = parseReporters(flags.reporter.length > 0 ? flags.reporter : ['terminal']);
  const junit = reporters.find(({ name }) => name === 'junit');
  if (junit) throw new UsageError('--reporter "junit" is not for chaos: choose one of terminal, json');
  const seed = flags.seed === undefined ? randomInt(seedRange.max) : parseInteger('--seed', flags.seed, seedRange);
  const runs = flags.runs === undefined ? runsDefault : parseInteger('--runs', flags.runs, runsRange);
  const isOpenEnded = flags.runs !== undefined || flags.checkDeterminism === true;
  const budgetMs = flags.budget === undefined ? defaultBudget(isOpenEnded) : parseDuration('--budget', flags.budget);
  return {
    controlPlane:
      flags.controlPlane === undefined ? { kind: 'reference' } : { kind: 'module', path: flags.controlPlane },
    host: await findHost(flags.testbed, services),
    experiment: flags.experiment === undefined ? undefined : await readExperimentFile(flags.experiment, cwd),
    seed,
    runs,
    budgetMs,
    checksDeterminism: flags.checkDeterminism === true,
    reporters,
    outDir: flags.out,
  };
}

/** Whoever says how many runs wants them all. */
function defaultBudget(isOpenEnded: boolean): number {
  return isOpenEnded ? Number.POSITIVE_INFINITY : budgetDefaultMs;
}

/** A testbed of OrbStack in which every run has a world of its own. Throws UsageError where there is none of that name. */
export async function findHost(name: string | undefined, services: Services): Promise<ChaosHost> {
  const { module: provider, testbeds } = (await services.registry()).findRegistered(providerName);
  const able = testbeds.filter(({ isolation, abilities }) => isolation === 'case' && abilities.includes('ledger'));
  const testbed = name === undefined ? able[0] : able.find((each) => each.name === name);
  if (testbed) return { providerName, provider, testbed };
  const names = able.map((each) => each.name);
  const hint = didYouMean(name ?? '', names);
  throw new UsageError(
    `--testbed ${JSON.stringify(name)}: no chaos is made there${hint}; choose one of ${names.join(', ')}`,
  );
}
