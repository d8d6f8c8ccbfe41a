import type { ProviderModule } from '../provider/registration.ts';
import type { ChaosReport, ReportedFailure } from './chaos-report.ts';
import { openOptions } from './chaos-world.ts';
import { exploreCrashPoints } from './crash-points/explore-crash-points.ts';
import type { Disturbance } from './disturbance.ts';
import { disturbanceKinds } from './disturbance-kinds.ts';
import { type ExploreSettings, exploreOn } from './explore.ts';
import type { Lane, LaneSubject } from './lanes/lane.ts';
import type { LaneSetup } from './lanes/lane-setup.ts';
import { type Found, type Keep, type ReportParts, reportOf, toReportedFailure } from './report-of.ts';

export interface ShakeOptions extends ExploreSettings, Omit<ReportParts, keyof Found> {
  readonly provider: ProviderModule;
  /** Lets the control plane die so often in one run, at every boundary of every call, and draws nothing. */
  readonly crashes?: number;
  /** Loads the control plane wherever it is to run. Throws where it cannot be loaded. */
  readonly openLanes: (setup: LaneSetup) => Promise<OpenedLanes>;
  /** Stores a failure; gives how it is seen again. */
  readonly keep: Keep;
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
  const { exploration, crashPoints } = await explorePossible(planned, missing, lanes, options);
  const failures: ReportedFailure[] = [];
  for (const failure of exploration.failures) failures.push(await toReportedFailure(failure, options.keep));
  return reportOf({
    ...options,
    startedAt,
    exploration,
    missing,
    about,
    failures,
    ...(crashPoints && { crashPoints }),
  });
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
): Promise<Pick<Found, 'exploration' | 'crashPoints'>> {
  try {
    mustBePossible(planned, missing);
    const { experiment, crashes } = options;
    if (!experiment || crashes === undefined) return { exploration: await exploreOn(lanes, options) };
    return await exploreCrashPoints(lanes, { ...options, experiment, depth: crashes });
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
