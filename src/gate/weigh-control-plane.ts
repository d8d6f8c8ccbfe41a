import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { GateReason } from './gate-answer.ts';
import type { GateQuestion, GivenControlPlane } from './gate-question.ts';

/** What the report of a control plane shows against it, and what it does not show. */
export interface WeighedControlPlane {
  readonly against: readonly GateReason[];
  readonly open: readonly GateReason[];
}

/**
 * The first premise of inheriting: the control plane survived whatever these promises permit. A report that was not asked for
 * takes nothing away.
 */
export function weighControlPlane(given: GivenControlPlane | undefined, question: GateQuestion): WeighedControlPlane {
  if (!given) return { against: [], open: [] };
  const { file, report } = given;
  const { verdict } = report;
  const oracles = violatedIn(report);
  if (verdict.startsWith('fail-') || oracles.length > 0)
    return { against: [{ code: 'control-plane-failed', file, verdict, oracles }], open: [] };
  const unclear = whyUnclear(report, question).map(
    (why): GateReason => ({ code: 'control-plane-inconclusive', file, why }),
  );
  return { against: [], open: [...otherSet(given, question), ...tooOld(given, question), ...unclear] };
}

/** From what it tells in particular, whatever its verdict says. */
function violatedIn({ failures, oracles }: ChaosReport): readonly string[] {
  const violated = oracles.filter((oracle) => oracle.violated).map(({ id }) => id);
  return [...new Set([...failures.map(({ oracle }) => oracle), ...violated])].toSorted();
}

function otherSet({ file, report }: GivenControlPlane, { contractSet }: GateQuestion): readonly GateReason[] {
  const digest = report.contractSet?.digest;
  if (digest === undefined || digest === contractSet.digest) return [];
  return [{ code: 'other-contract-set', what: 'control-plane', file, digest }];
}

function tooOld({ file, report }: GivenControlPlane, { at, maxAgeMs }: GateQuestion): readonly GateReason[] {
  const { finishedAt } = report.run;
  const endMs = Date.parse(finishedAt) + (maxAgeMs ?? Number.POSITIVE_INFINITY);
  if (endMs > Date.parse(at)) return [];
  return [{ code: 'expired', what: 'control-plane', file, finishedAt, endedAt: new Date(endMs).toISOString() }];
}

function whyUnclear(report: ChaosReport, { at }: GateQuestion): readonly string[] {
  const { verdict, reasons, run, scope, contractSet, leaked } = report;
  const problems = [
    contractSet ? undefined : 'it names no contract set: an older Assay wrote it',
    verdict === 'pass' ? undefined : `it is ${verdict}${reasons[0] === undefined ? '' : `: ${reasons[0]}`}`,
    run.interrupted ? 'the run was interrupted' : undefined,
    Date.parse(run.finishedAt) > Date.parse(at) ? 'it is from the future' : undefined,
    scope === 'drawn' ? idle(report) : 'it is about one thing, not about whatever the contracts permit',
    leaked !== undefined && leaked.length > 0 ? 'it left something behind' : undefined,
  ];
  return problems.flatMap((problem) => problem ?? []);
}

/** A few runs pass too: what never happened, and what nobody looked at, was not survived. */
function idle({ disturbances, oracles }: ChaosReport): string | undefined {
  const never = disturbances.filter(({ support, acted }) => support !== 'unsupported' && acted === 0);
  const unseen = oracles.filter(({ exercised }) => exercised === 0);
  const names = [...never.map(({ kind }) => kind), ...unseen.map(({ id }) => id)];
  if (disturbances.length === 0 || oracles.length === 0) return 'nothing was done to it';
  return names.length === 0 ? undefined : `it had too few runs: ${names.join(', ')} never came to anything`;
}
