import type { ProviderModule } from '../provider/registration.ts';
import type { ChaosReport, ReportedFailure } from './chaos-report.ts';
import { exploreCrashPoints } from './crash-points/explore-crash-points.ts';
import type { Disturbance } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import { type ChaosFailure, type ExploreSettings, exploreOn } from './explore.ts';
import { firstRunAgain, type SurvivedRun } from './first-run.ts';
import type { Lane, LaneSubject } from './lanes/lane.ts';
import type { LaneSetup } from './lanes/lane-setup.ts';
import { type HostLook, lookAtHost, mustBePossible, withNeedsOf } from './look-at-host.ts';
import { onSharedHost, type SharedHostOptions } from './real/on-shared-host.ts';
import { type LoadedControlPlane, type Promoted, type PromotionPlan, promoteOn } from './real/promote-on.ts';
import type { SharedHost } from './real/shared-host.ts';
import { shortExperimentFor } from './real/short-experiment.ts';
import { type Found, type Keep, type ReportParts, reportOf, toReportedFailure } from './report-of.ts';

export interface ShakeOptions extends ExploreSettings, Omit<ReportParts, keyof Found> {
  readonly provider: ProviderModule;
  /** Lets the control plane die so often in one run, at every boundary of every call, and draws nothing. */
  readonly crashes?: number;
  /** How a run on a host that others use too is kept track of. */
  readonly real?: Omit<SharedHostOptions, 'testbed' | 'providerName'>;
  /** Where what is found is to be seen again, and the control plane that is run there. */
  readonly promotion?: PromotionPlan & { readonly load: () => Promise<LoadedControlPlane> };
  /** Loads the control plane wherever it is to run. Throws where it cannot be loaded. */
  readonly openLanes: (setup: LaneSetup, shared: SharedHost | undefined) => Promise<OpenedLanes>;
  /** Stores a failure; gives how it is seen again. */
  readonly keep: Keep;
  /** Asks for the first run where nothing failed: it is made once more, except in real time, where none comes again. */
  readonly onSurvived?: (run: SurvivedRun) => void;
}

export interface OpenedLanes {
  readonly lanes: readonly Lane[];
  readonly about: LaneSubject;
}

/** Shakes a control plane, and reports. */
export async function shake(options: ShakeOptions): Promise<ChaosReport> {
  const { real, testbed, providerName } = options;
  if (testbed.isolation === 'case') return shakeHost(options, undefined);
  if (!real)
    throw new Error(`the testbed ${testbed.name} is one that others use too, and nobody keeps track of this run`);
  const { result, leaked } = await onSharedHost({ ...real, testbed, providerName }, (shared) =>
    shakeHost(options, shared),
  );
  return { ...result, leaked };
}

async function shakeHost(given: ShakeOptions, shared: SharedHost | undefined): Promise<ChaosReport> {
  const startedAt = new Date(given.now()).toISOString();
  const host = await lookAtHost({ ...given, ...(shared && { shared }) });
  const planned = given.experiment?.disturbances ?? [];
  mustBePossible(planned, host);
  const options = shared && !given.experiment ? { ...given, experiment: shortExperimentFor(host) } : given;
  const { seed, experiment, openLanes } = options;
  const kinds = disturbanceKinds.flatMap(({ kind }) => (host.missing.has(kind) ? [] : [kind]));
  const setup = { seed, kinds, windowMs: host.windowMs, ...(experiment && { experiment }) };
  const { lanes, about } = await openLanes(setup, shared);
  const look = withNeedsOf(about, host);
  const { exploration, crashPoints } = await explorePossible({ planned, look, lanes, about, setup }, options);
  const failures: ReportedFailure[] = [];
  const leaked: Promoted['leaked'][number][] = [];
  for (const failure of exploration.failures) {
    const promoted = await promotedFailure(failure, options);
    leaked.push(...(promoted?.leaked ?? []));
    const told = await toReportedFailure(failure, options.keep);
    failures.push({ ...told, ...(promoted && { promotion: promoted.promotion }) });
  }
  const report = reportOf({
    ...{ ...options, startedAt, exploration, support: look.support, about, failures },
    ...(crashPoints && { crashPoints }),
  });
  return options.promotion ? { ...report, leaked } : report;
}

interface OpenedHost extends OpenedLanes {
  readonly planned: readonly Disturbance[];
  readonly look: HostLook;
  readonly setup: LaneSetup;
}

async function explorePossible(
  { planned, look, lanes, about, setup }: OpenedHost,
  options: ShakeOptions,
): Promise<Pick<Found, 'exploration' | 'crashPoints'>> {
  try {
    mustBePossible(planned, look);
    const found = await exploreAll(lanes, options);
    const { onSurvived, testbed, crashes } = options;
    const [lane] = lanes;
    const isAsked = onSurvived && lane && found.exploration.runs > 0 && testbed.isolation === 'case';
    if (!isAsked || found.exploration.failure || options.signal.aborted) return found;
    const survived = await firstRunAgain(lane, { about, setup, isExhaustive: crashes !== undefined });
    if (survived) onSurvived(survived);
    return found;
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

async function exploreAll(
  lanes: readonly Lane[],
  options: ShakeOptions,
): Promise<Pick<Found, 'exploration' | 'crashPoints'>> {
  const { experiment, crashes } = options;
  if (!experiment || crashes === undefined) return { exploration: await exploreOn(lanes, options) };
  return exploreCrashPoints(lanes, { ...options, experiment, depth: crashes });
}

/** Whatever comes of it, the failure is one. */
async function promotedFailure(
  { experiment, seed, result: { violation } }: ChaosFailure,
  { promotion, signal, providerName }: ShakeOptions,
): Promise<Promoted | undefined> {
  if (!promotion || signal.aborted) return undefined;
  const loaded = await promotion.load();
  return promoteOn({ experiment, seed, violation }, promotion, { ...loaded, providerName, signal });
}
