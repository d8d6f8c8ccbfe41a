import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { KeySigner } from '../certificate/keys.ts';
import type { ContractWaiver } from '../engine/apply-waivers.ts';
import type { AskedCases } from '../engine/cases-of.ts';
import type { CertifyOptions } from '../engine/certify-options.ts';
import { allowNoExpiry } from '../engine/must-expire.ts';
import { withPassedNames } from '../engine/passed-names.ts';
import type { Shard } from '../engine/shard.ts';
import { subjectLabel } from '../engine/subject.ts';
import { costToCertify } from '../registry/registered-names.ts';
import { certifiedSubjects, type SubjectContext } from './certified-subjects.ts';
import type { AssayConfig } from './config.ts';
import { type ContractFilter, parseContractFilter } from './flags/contract-filter.ts';
import { parseDuration } from './flags/duration.ts';
import { parseInteger } from './flags/integer.ts';
import { lifetimeDefault, parseLifetime } from './flags/lifetime.ts';
import { parseLimits } from './flags/limits.ts';
import { parsePassedNames } from './flags/passed-names.ts';
import { runsRange, seedRange, workersRange } from './flags/ranges.ts';
import { parseReporters, type ReporterSpec, reporterNames, usualReporters } from './flags/reporter-spec.ts';
import { seedOfShards } from './flags/seed-of-shards.ts';
import { mustBeLive, serviceSettings, testbedOf } from './flags/service-settings.ts';
import { parseShard } from './flags/shard.ts';
import { mustBeOutFolder } from './out-folder.ts';
import { readSigner } from './read-key.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The flags of `certify` as they were typed. */
export interface CertifyFlags {
  readonly testbed?: string;
  readonly contracts: readonly string[];
  readonly seed?: string;
  readonly runs?: string;
  readonly budget?: string;
  readonly workers?: string;
  readonly shard?: string;
  readonly reporter: readonly string[];
  readonly out?: string;
  readonly image?: string;
  readonly url?: string;
  readonly live?: boolean;
  readonly account?: string;
  readonly region?: string;
  /** False with `--no-dry-run`. */
  readonly dryRun?: boolean;
  readonly endpoint?: string;
  readonly expireAfter?: string;
  readonly allowNoExpiry?: boolean;
  readonly env: readonly string[];
  readonly config?: string;
  readonly maxInstances?: string;
  readonly maxCost?: string;
  readonly worstPrice?: string;
  /** False with `--no-stored`. */
  readonly stored?: boolean;
  readonly sign?: string;
  readonly expires?: string;
}

/** A run, decided in every detail. */
export interface CertifyPlan {
  readonly options: Omit<CertifyOptions, 'signal' | 'workerUrl' | 'onEvent' | 'stored'>;
  readonly filter: ContractFilter | undefined;
  readonly reporters: readonly ReporterSpec[];
  /** Whether what failed before is played first. */
  readonly playsStored: boolean;
  readonly waivers: readonly ContractWaiver[];
  /** Where certificates are asked for. */
  readonly signing?: KeySigning;
}

/** By whom certificates are signed, and how long they are good for. */
interface KeySigning {
  readonly signer: KeySigner;
  readonly lifetimeMs: number;
}

export interface PlanContext extends SubjectContext {
  readonly env: Terminal['env'];
}

/** Decides a run from arguments, flags and configuration. Throws UsageError before anything is started. */
export async function planCertify(
  names: readonly string[],
  flags: CertifyFlags,
  config: AssayConfig,
  context: PlanContext,
): Promise<CertifyPlan> {
  const filter = parseContractFilter(flags.contracts);
  const reporters = parseReporters(
    firstGiven(flags.reporter, config.reporters, usualReporters(context.env)),
    reporterNames,
  );
  const seed = flags.seed === undefined ? config.seed : parseInteger('--seed', flags.seed, seedRange);
  const runs = casesAsked(flags, config, names);
  const budgetMs = flags.budget === undefined ? undefined : parseDuration('--budget', flags.budget);
  const workers = flags.workers === undefined ? undefined : parseInteger('--workers', flags.workers, workersRange);
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard, context.env);
  const signing = parseSigning(flags, context);
  mustBeWhole(shard, reporters);
  const testbed = testbedOf(flags) ?? config.testbed;
  const outDir = flags.out ?? config.out ?? '.assay';
  mustBeOutFolder(outDir, context.cwd);
  const subjects = await certifiedSubjects(names, config, testbed, context);
  const spending = parseLimits(flags);
  mustTakeImage(flags, testbed);
  mustTakeUrl(flags, testbed);
  mustBeLive(flags, testbed);
  mustTakeEndpoint(flags, testbed);
  const passed = parsePassedNames(firstGiven(flags.env, config.env), context.env, subjects, context.cwd);
  const settings = {
    ...(flags.image !== undefined && { image: flags.image }),
    ...serviceSettings(flags),
    ...(flags.dryRun === false && { dryRun: 'no' }),
    ...expirySettings(flags),
  };
  return {
    options: {
      subjects,
      settings: withPassedNames(settings, passed),
      env: context.env,
      seed: seed ?? (shard ? seedOfShards : randomInt(seedRange.max)),
      workers: workers ?? availableParallelism(),
      costOf: (subject) => costToCertify(subjectLabel(subject)),
      watchdog: context.env.ASSAY_WATCHDOG !== 'off',
      outDir,
      ...(testbed !== undefined && { testbed }),
      ...(runs !== undefined && { runs }),
      ...(shard && { shard }),
      ...(budgetMs !== undefined && { budgetMs }),
      ...(spending && { spending }),
      ...(filter && { contracts: filter.matches, contractsText: filter.text }),
    },
    filter,
    reporters,
    playsStored: flags.stored !== false,
    waivers: config.waivers ?? [],
    ...(signing && { signing }),
  };
}

/** Who names a provider works on it; who names none wants to see all of them, soon. */
function casesAsked(flags: CertifyFlags, config: AssayConfig, names: readonly string[]): AskedCases | undefined {
  if (flags.runs !== undefined) return parseInteger('--runs', flags.runs, runsRange);
  if (config.runs !== undefined) return config.runs;
  return names.length === 0 && config.providers === undefined ? 'few' : undefined;
}

function expirySettings({ expireAfter, allowNoExpiry: isAllowed }: CertifyFlags): Readonly<Record<string, string>> {
  return {
    ...(expireAfter !== undefined && { expireAfterMs: String(parseDuration('--expire-after', expireAfter)) }),
    ...(isAllowed && { [allowNoExpiry]: 'yes' }),
  };
}

function mustBeWhole(shard: Shard | undefined, reporters: readonly ReporterSpec[]): void {
  if (!shard || !reporters.some(({ name }) => name === 'attestation')) return;
  throw new UsageError('--reporter attestation is for whole runs: join the shards with assay merge, and attest that');
}

/** The key is read before anything is started: a run may take hours, and must not end in a slip of the finger. */
function parseSigning({ sign, expires, shard }: CertifyFlags, { env, cwd }: PlanContext): KeySigning | undefined {
  if (sign === undefined) {
    if (expires === undefined) return undefined;
    throw new UsageError('--expires is for --sign: add --sign, or leave it out');
  }
  if (shard !== undefined)
    throw new UsageError('--sign is for whole runs: join the shards with assay merge, and sign what that gives');
  const lifetimeMs = parseLifetime('--expires', expires ?? lifetimeDefault);
  return { signer: readSigner('--sign', sign, { env, cwd }), lifetimeMs };
}

function firstGiven(...lists: readonly (readonly string[] | undefined)[]): readonly string[] {
  return lists.find((list) => list !== undefined && list.length > 0) ?? [];
}

/** A simulated service runs no image: better told than ignored. */
function mustTakeImage({ image }: CertifyFlags, testbed: string | undefined): void {
  if (image === undefined) return;
  if (image.trim() === '')
    throw new UsageError('--image "" is empty: give the name of an image, such as debian:stable-slim');
  if (testbed !== undefined && testbed !== 'simulated' && testbed !== 'served') return;
  throw new UsageError(`--image ${JSON.stringify(image)} is a setting of the testbed docker: add --testbed docker`);
}

function mustTakeUrl({ url }: CertifyFlags, testbed: string | undefined): void {
  if (url === undefined || testbed === 'served' || testbed === 'live') return;
  const text = 'is a setting of the testbeds served and live: add --testbed served or --testbed live';
  throw new UsageError(`--url ${JSON.stringify(url)} ${text}`);
}

function mustTakeEndpoint({ endpoint }: CertifyFlags, testbed: string | undefined): void {
  if (endpoint === undefined || testbed === 'moto') return;
  throw new UsageError(`--endpoint ${JSON.stringify(endpoint)} is a setting of the testbed moto: add --testbed moto`);
}
