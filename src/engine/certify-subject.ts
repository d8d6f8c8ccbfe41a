import { resolve } from 'node:path';
import type { SubjectProblem } from './certify-options.ts';
import type { CertifySubjectOptions, LaneOptions } from './certify-subject-options.ts';
import { journalPath } from './journal/journal-path.ts';
import { dealOf } from './judge-contract.ts';
import { openWorker } from './open-worker.ts';
import type { ProviderResult, Report } from './report.ts';
import { type Queue, runLane } from './run-lane.ts';
import type { Subject } from './subject.ts';
import type { LaneEnd } from './take-down.ts';
import { verdictOf } from './verdict.ts';
import { startWatchdog } from './watchdog/start-watchdog.ts';
import { startWorker } from './worker-process.ts';
import type { Resources } from './worlds.ts';

/** What one subject came to: a result, perhaps with a problem beside it, or a problem that kept it from having one. */
export type SubjectOutcome =
  | { readonly result: ProviderResult; readonly contractSet: Report['contractSet']; readonly problem?: SubjectProblem }
  | { readonly problem: SubjectProblem };

/**
 * Certifies one subject in processes of its own: one where the world is shared, several where every case has its own.
 * A process that is lost costs the contract it ran, not the rest.
 */
export async function certifySubject(subject: Subject, given: CertifySubjectOptions): Promise<SubjectOutcome> {
  const options = { ...given, subject, journal: journalPath(given.outDir, given.runId, subject) };
  const startedMs = options.elapsedMs();
  // Started before it is known whether the world can be shared: starting takes longer than opening.
  const helpers = Array.from({ length: Math.max(0, options.lanes - 1) }, () => startWorker(options));
  const first = await openWorker(startWorker(options), subject, options);
  if ('problem' in first || first.opened.isolation !== 'case') {
    await Promise.all(helpers.splice(0).map((helper) => helper.end()));
  }
  if ('problem' in first) return first;
  const { opened } = first;
  const { name, tier, source, digest, capabilities, testbed, contracts } = opened;
  const ids = contracts.map(({ id }) => id);
  options.emit({ type: 'provider-loaded', provider: name, contracts: ids, source, digest });
  options.emit({ type: 'provider-started', provider: name, testbed: testbed.name, contracts: contracts.length });

  const isWatched = options.watchdog && opened.isolation === 'run';
  const callOff = isWatched
    ? startWatchdog({
        journal: resolve(options.journal),
        workerUrl: options.workerUrl.href,
        stallMs: options.limits.stallMs,
      })
    : undefined;

  const laneOptions: LaneOptions = { ...options, deal: dealOf(contracts, options) };
  const queue: Queue = { opened, next: 0, outcomes: [] };
  const ends = await Promise.all([
    runLane(subject, queue, laneOptions, first.worker),
    ...helpers.map(async (helper) => {
      const lane = await openWorker(helper, subject, options);
      return runLane(subject, queue, laneOptions, 'worker' in lane ? lane.worker : undefined);
    }),
  ]);

  // What could not be taken down to the end is looked after once this process is gone.
  if (!ends.some((end) => end.problem)) callOff?.();

  const { outcomes } = queue;
  const remarks = remarksOn(ends);
  const result: ProviderResult = {
    name,
    tier,
    source,
    digest,
    capabilities,
    testbed,
    verdict: verdictOf(outcomes),
    outcomes,
    ...(remarks.length > 0 && { remarks }),
    resources: ends.map(({ resources }) => resources).reduce(addResources),
    timing: { totalMs: Math.round(options.elapsedMs() - startedMs) },
  };
  options.emit({ type: 'provider-finished', result });
  const problem = ends.find((end) => end.problem)?.problem;
  return { result, contractSet: opened.contractSet, ...(problem && { problem }) };
}

/** What is worth saying about a provider and breaks no promise. */
function remarksOn(ends: readonly LaneEnd[]): readonly string[] {
  const leftOpen = [...new Set(ends.flatMap((end) => end.leftOpen))].sort();
  return leftOpen.length > 0
    ? [`when all was done it still held open what keeps a process alive: ${leftOpen.join(', ')}`]
    : [];
}

function addResources(a: Resources, b: Resources): Resources {
  return { created: a.created + b.created, destroyed: a.destroyed + b.destroyed, leaked: a.leaked + b.leaked };
}
