import { randomUUID } from 'node:crypto';
import { assayVersion } from './assay-version.ts';
import type { CertifyOptions, CertifyResult, SubjectProblem } from './certify-options.ts';
import { certifySubject, type SubjectOutcome } from './certify-subject.ts';
import { inParallel } from './in-parallel.ts';
import { redactorFor } from './redact/redactor-for.ts';
import type { ProviderResult, Report } from './report.ts';
import { runLimits } from './run-limits.ts';
import { shardText } from './shard.ts';

/**
 * Certifies every subject, each in a process of its own, and gives one report. Never throws for what a provider does:
 * a subject that cannot be certified at all is a problem beside the report.
 */
export async function certify(options: CertifyOptions): Promise<CertifyResult> {
  const runId = randomUUID();
  const startedAt = new Date();
  const startedMs = performance.now();
  const elapsedMs = () => performance.now() - startedMs;
  const limits = runLimits(options.limits);
  const lanes = Math.floor(options.workers / Math.max(1, options.subjects.length));
  const outcomes = await inParallel({
    items: options.subjects,
    width: options.workers,
    costOf: options.costOf,
    run: (subject) =>
      certifySubject(subject, {
        ...options,
        limits,
        emit: (event) => options.onEvent(event, subject),
        runId,
        elapsedMs,
        lanes,
      }),
  });
  const finishedAt = new Date(startedAt.getTime() + elapsedMs());
  const report: Report = {
    schemaVersion: 1,
    run: {
      id: runId,
      seed: options.seed,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      interrupted: options.signal.aborted,
      assayVersion: assayVersion(),
      ...(options.shard && { shard: shardText(options.shard) }),
    },
    contractSet: contractSetOfRun(outcomes),
    providers: outcomes.flatMap((outcome): readonly ProviderResult[] => ('result' in outcome ? [outcome.result] : [])),
  };
  const problems = outcomes.flatMap((outcome): readonly SubjectProblem[] => (outcome.problem ? [outcome.problem] : []));
  // Paths and settings of our own may hold one too.
  return redactorFor(options.env, options.settings).value({ report, problems });
}

function contractSetOfRun(outcomes: readonly SubjectOutcome[]): Report['contractSet'] {
  const opened = outcomes.find((outcome) => 'contractSet' in outcome);
  return opened?.contractSet ?? { version: '', digest: '', ids: [] };
}
