import type { Outcome, ProviderResult, Report, Waiver, WaiverState } from './report.ts';

/** A waiver of the configuration, and what it is for. */
export interface ContractWaiver extends Waiver {
  /** Id of the contract. */
  readonly contract: string;
  /** Only this provider, by the name that the report has; every provider, where absent. */
  readonly provider?: string;
  /** Only on this testbed; on every one, where absent. */
  readonly testbed?: string;
}

/**
 * The report with its waivers marked, by the day on which the run began. A failure stays a failure and its verdict what it
 * was. What was not judged is left alone: nobody knows whether it would have needed its waiver.
 */
export function applyWaivers(report: Report, waivers: readonly ContractWaiver[]): Report {
  if (waivers.length === 0) return report;
  const day = report.run.startedAt.slice(0, 'YYYY-MM-DD'.length);
  const providers = report.providers.map((result) => ({
    ...result,
    outcomes: result.outcomes.map((outcome) => mark(outcome, closest(waivers, result, outcome), day)),
  }));
  return { ...report, providers };
}

/** Of several that are for an outcome, the one that says most exactly what it is for. */
function closest(
  waivers: readonly ContractWaiver[],
  { name, testbed }: ProviderResult,
  outcome: Outcome,
): ContractWaiver | undefined {
  const where = outcome.testbed ?? testbed.name;
  return waivers
    .filter(
      (waiver) =>
        waiver.contract === outcome.contract &&
        (waiver.provider ?? name) === name &&
        (waiver.testbed ?? where) === where,
    )
    .toSorted((a, b) => exactness(b) - exactness(a))[0];
}

function exactness({ provider, testbed }: ContractWaiver): number {
  return (provider === undefined ? 0 : 2) + (testbed === undefined ? 0 : 1);
}

function mark(outcome: Outcome, waiver: ContractWaiver | undefined, day: string): Outcome {
  const state = waiver && stateOf(outcome, waiver, day);
  if (!waiver || !state) return outcome;
  const { owner, reason, link, expires } = waiver;
  const marked: Outcome = { ...outcome, waiver: { owner, reason, link, expires, state } };
  return state === 'applied' ? { ...marked, reason: { code: 'waived', text: waivedText(outcome, waiver) } } : marked;
}

function stateOf({ outcome }: Outcome, { expires }: Waiver, day: string): WaiverState | undefined {
  if (outcome === 'pass') return 'needless';
  if (outcome !== 'fail' && outcome !== 'flaky') return undefined;
  // Days of one form and one zone: the order of their texts is theirs.
  return day > expires ? 'expired' : 'applied';
}

function waivedText({ reason: given }: Outcome, { owner, reason, link, expires }: Waiver): string {
  const text = `by ${owner} until ${expires}: ${reason} (${link})`;
  return given ? `${text}; it was ${given.code}: ${given.text}` : text;
}
