import type { Outcome, ProviderResult, Report, TestbedOfRun, Verdict } from '../../engine/report.ts';
import type { CellSignature } from '../matrix.ts';
import { type Judgement, judgementOf } from './judgement.ts';

/**
 * What a matrix remembers of one provider in one run. Runs are many, and most are history: an outcome in full is read
 * again where it is shown.
 */
export interface RunRecord {
  readonly file: string;
  readonly run: Report['run'];
  readonly contractSet: Report['contractSet'];
  readonly provider: Pick<ProviderResult, 'name' | 'tier' | 'source' | 'digest' | 'capabilities'>;
  /** The first is where an outcome comes from that names none. */
  readonly testbeds: readonly TestbedOfRun[];
  readonly verdict: Verdict;
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly signature: CellSignature;
  /** ISO time after which its signer does not stand for it any more. */
  readonly expiresAt?: string;
}

/** The runs of each provider that a report tells of. */
export function recordsOfReport(file: string, { run, contractSet, providers }: Report): readonly RunRecord[] {
  return providers.map(({ testbed, alsoOn = [], verdict, outcomes, ...provider }) => ({
    file,
    run,
    contractSet,
    provider: identityOf(provider),
    testbeds: [testbed, ...alsoOn],
    verdict,
    judgements: judgementsOf(outcomes, testbed.name),
    signature: { state: 'unsigned' },
  }));
}

/** Without what else its result holds, which would be remembered with it. */
export function identityOf({ name, tier, source, digest, capabilities }: RunRecord['provider']): RunRecord['provider'] {
  return { name, tier, ...(source && { source }), digest, capabilities };
}

export function judgementsOf(outcomes: readonly Outcome[], testbed: string): RunRecord['judgements'] {
  return new Map(outcomes.map((outcome) => [outcome.contract, judgementOf(outcome, testbed)]));
}
