import type { LaneSetup } from '../chaos/lanes/lane-setup.ts';
import type { LoadedControlPlane } from '../chaos/real/promote-on.ts';
import type { SharedHost } from '../chaos/real/shared-host.ts';
import type { OpenedLanes } from '../chaos/shake.ts';
import { createRealClock } from '../testbed/real-clock.ts';
import type { ChaosPlan } from './chaos-plan.ts';
import { chaosWorkerUrl } from './chaos-worker-url.ts';

/** One that has fewer to do is not worth its start. */
const runsPerLane = 20;

interface LanePlace {
  readonly cwd: string;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  readonly shared: SharedHost | undefined;
}

/** Where the runs of a plan are made: in processes of their own, wherever each run has a world in memory. */
export async function openChaosLanes(plan: ChaosPlan, setup: LaneSetup, place: LanePlace): Promise<OpenedLanes> {
  const { cwd, signal } = place;
  const { controlPlane: subject, host } = plan;
  if (host.testbed.fidelity !== 'simulated' || subject.kind === 'command') return openHere(plan, setup, place);
  const { processLane } = await import('../chaos/lanes/process-lane.ts');
  const { blameLostRuns } = await import('../chaos/lanes/blame-lost-runs.ts');
  const { SubjectError } = await import('../engine/loaded-subject.ts');
  const opening = { subject, cwd, provider: host.providerName, testbed: host.testbed.name };
  const lanes = Array.from({ length: lanesFor(plan) }, () => processLane({ url: chaosWorkerUrl, opening, setup }));
  const opened = await Promise.all(lanes.map((lane) => lane.open()));
  const [first] = opened;
  const failed = opened.find((each) => 'problem' in each);
  if (first && 'name' in first && !failed) {
    if (subject.kind === 'reference') return { lanes, about: first };
    const wallMs = createRealClock().monotonic;
    return { lanes: lanes.map((lane) => blameLostRuns(lane, { setup, about: first, signal, wallMs })), about: first };
  }
  await Promise.all(lanes.map((lane) => lane.end()));
  throw new SubjectError(failed?.problem ?? 'no process could be started');
}

/**
 * Real machines are made by one who is still there to take them down. A program of its own needs no other: it is ended
 * from here where it hangs.
 */
async function openHere(plan: ChaosPlan, setup: LaneSetup, { cwd, signal, shared }: LanePlace): Promise<OpenedLanes> {
  const { controlPlane: subject, host } = plan;
  const { inProcessLane } = await import('../chaos/lanes/in-process-lane.ts');
  const count = subject.kind === 'command' ? lanesFor(plan) : 1;
  const loaded = await Promise.all(Array.from({ length: count }, () => loadHere(plan, cwd)));
  const lanes = loaded.map((each) => inProcessLane({ ...host, ...each, signal, ...(shared && { shared }) }, setup));
  const [first] = loaded;
  if (!first) throw new Error('no lane was opened');
  return { lanes, about: first.controlPlane };
}

/** The control plane of a plan in this process, and the adapter that it is given. */
export async function loadHere({ controlPlane: subject, host }: ChaosPlan, cwd: string): Promise<LoadedControlPlane> {
  const { adapterFor, loadControlPlane } = await import('../chaos/load-control-plane.ts');
  return {
    controlPlane: await loadControlPlane(subject, cwd),
    provider: await adapterFor(subject, host.provider),
  };
}

function lanesFor({ runs, workers, crashes }: ChaosPlan): number {
  return crashes === undefined ? Math.min(workers, Math.ceil(runs / runsPerLane)) : workers;
}
