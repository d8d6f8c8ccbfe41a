import type { Activity } from './activity.ts';
import type { ClientOptions } from './client.ts';
import type { Job } from './experiment.ts';
import type { Placement } from './oracles/oracle.ts';
import type { Truth } from './truth.ts';

export interface JobsOptions extends Omit<ClientOptions, 'intents' | 'toIntent'> {
  readonly truth: Truth;
  readonly activity: Activity;
  readonly onPlaced: (placement: Placement) => void;
}

/** How long a job waits before it asks again, and after how long nobody wants it done any more. */
const againMs = 1_000;
const patienceMs = 60_000;

/** Lets each job begin on the machine that the control plane names, as soon as it names one that runs. */
export function playJobs(options: JobsOptions): void {
  for (const operation of options.operations) if (operation.do === 'run-job') void playJob(operation, options);
}

async function playJob(job: Job, options: JobsOptions): Promise<void> {
  const { clock, signal, history } = options;
  try {
    await clock.sleep(job.atMs, signal);
    history.add({ lane: 'client', did: 'has-a-job', intent: job.intent });
    const untilMs = clock.monotonic() + patienceMs;
    while (clock.monotonic() < untilMs && !(await hasBegun(job, options))) await clock.sleep(againMs, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}

async function hasBegun({ intent, forMs }: Job, options: JobsOptions): Promise<boolean> {
  const { process, clock, truth, activity, history } = options;
  if (!process.isUp()) return false;
  const askedMs = clock.monotonic();
  // Asked for again and again: a sleep that a signal ends costs more with each that still goes on.
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.after(patienceMs, () => late.resolve(undefined));
  const answer = process.ask(async (controlPlane) => controlPlane.place?.(intent)).catch(() => undefined);
  const place = await Promise.race([answer, late.promise]);
  cancel();
  if (place === undefined) return false;
  const { instanceId } = place;
  options.onPlaced({ intent, instanceId, waitedMs: clock.monotonic() - askedMs });
  // Where nothing runs, nothing begins, and whoever wants it done has to ask again.
  if (!truth.find(instanceId)?.running) return false;
  activity.begin({ intent, instanceId, forMs });
  history.add({ lane: 'client', did: 'begins-a-job', intent, machine: truth.nameOf(instanceId) });
  options.onEvent('job-begun');
  return true;
}
