import type { ProviderModule } from '../provider/registration.ts';
import type { StuckThing } from '../testbed/testbed.ts';
import type { ChaosReport, ReportedFailure } from './chaos-report.ts';
import { exploreCrashPoints } from './crash-points/explore-crash-points.ts';
import type { Disturbance } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import { type ChaosFailure, type ExploreSettings, exploreOn } from './explore.ts';
import type { Lane, LaneSubject } from './lanes/lane.ts';
import type { LaneSetup } from './lanes/lane-setup.ts';
import { lookAtHost, mustBePossible, type SupportByKind, supportFor, whyNot } from './look-at-host.ts';
import { onSharedHost, type SharedHostOptions } from './real/on-shared-host.ts';
import { type Promoted, type PromotionPlan, promoteOn } from './real/promote-on.ts';
import type { SharedHost } from './real/shared-host.ts';
import { shortExperimentFor } from './real/short-experiment.ts';
import { type Found, type Keep, type ReportParts, reportOf, toReportedFailure } from './report-of.ts';

export interface ShakeOptions extends ExploreSettings, Omit<ReportParts, keyof Found> {
  readonly provider: ProviderModule;
  /** Lets the control plane die so often in one run, at every boundary of every call, and draws nothing. */
  readonly crashes?: number;
  /** Loads the control plane wherever it is to run. Throws where it cannot be loaded. */
  readonly openLanes: (setup: LaneSetup, shared?: SharedHost) => Promise<OpenedLanes>;
  /** How a run on a host that others use too is kept track of. */
  readonly real?: Omit<SharedHostOptions, 'testbed' | 'providerName'>;
  /** Where what is found is to be seen again. */
  readonly promotion?: PromotionPlan;
  /** Stores a failure; gives how it is seen again. */
  readonly keep: Keep;
}

export interface OpenedLanes {
  readonly lanes: readonly Lane[];
  readonly about: LaneSubject;
}

/** Shakes a control plane, and reports. */
export async function shake(options: ShakeOptions): Promise<ChaosReport> {
  const { real, testbed, providerName } = options;
  if (testbed.isolation === 'case') return shakeHost(options);
  if (!real) throw new Error(`others use the testbed ${testbed.name} too, and nobody keeps track of this run`);
  const { result, leaked } = await onSharedHost({ ...real, testbed, providerName }, (shared) =>
    shakeHost(options, shared),
  );
  return { ...result, leaked };
}

async function shakeHost(options: ShakeOptions, shared?: SharedHost): Promise<ChaosReport> {
  const { seed, openLanes } = options;
  const startedAt = new Date(options.now()).toISOString();
  const { support: here, windowMs } = await lookAtHost({ ...options, ...(shared && { shared }) });
  const experiment = options.experiment ?? (shared && shortExperimentFor(here));
  const planned = experiment?.disturbances ?? [];
  mustBePossible(planned, here);
  const kinds = disturbanceKinds.flatMap(({ kind }) => (whyNot(here, kind) === undefined ? [kind] : []));
  const { lanes, about } = await openLanes({ seed, kinds, windowMs, ...(experiment && { experiment }) }, shared);
  const support = supportFor(here, about);
  const plan = { ...options, ...(experiment && { experiment }) };
  const { exploration, crashPoints } = await explorePossible(planned, support, lanes, plan);
  const failures: ReportedFailure[] = [];
  const leaked: StuckThing[] = [];
  for (const failure of exploration.failures) {
    const promoted = await promotedFailure(failure, options);
    const told = await toReportedFailure(failure, options.keep);
    failures.push({ ...told, ...(promoted && { promotion: promoted.promotion }) });
    leaked.push(...(promoted?.leaked ?? []));
  }
  const report = reportOf({
    ...plan,
    startedAt,
    exploration,
    support,
    about,
    failures,
    ...(crashPoints && { crashPoints }),
  });
  return options.promotion ? { ...report, leaked } : report;
}

async function explorePossible(
  planned: readonly Disturbance[],
  support: SupportByKind,
  lanes: readonly Lane[],
  options: ShakeOptions,
): Promise<Pick<Found, 'exploration' | 'crashPoints'>> {
  try {
    mustBePossible(planned, support);
    const { experiment, crashes } = options;
    if (!experiment || crashes === undefined) return { exploration: await exploreOn(lanes, options) };
    return await exploreCrashPoints(lanes, { ...options, experiment, depth: crashes });
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

/** Whatever comes of it, the failure is one. */
async function promotedFailure(
  { experiment, seed, result: { violation } }: ChaosFailure,
  { promotion, signal, providerName }: ShakeOptions,
): Promise<Promoted | undefined> {
  if (!promotion || signal.aborted) return undefined;
  return promoteOn({ experiment, seed, violation }, promotion, { providerName, signal });
}
