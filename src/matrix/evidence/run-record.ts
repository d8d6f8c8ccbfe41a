import type { ProviderResult, Report, TestbedOfRun, Verdict } from '../../engine/report.ts';
import { testbedsOf } from '../../engine/testbeds-of.ts';
import type { CellSignature } from '../matrix.ts';
import type { Judgements } from './judgement.ts';
import type { Memory } from './memory.ts';

/**
 * What a matrix remembers of one provider in one run. Runs are many, and most are history: an outcome in full is read
 * again where it is shown.
 */
export interface RunRecord {
  readonly kind: 'report' | 'certificate';
  readonly file: string;
  readonly run: Report['run'];
  readonly contractSet: Report['contractSet'];
  readonly provider: Pick<ProviderResult, 'name' | 'tier' | 'source' | 'digest' | 'capabilities'>;
  /** The first is where an outcome comes from that names none. */
  readonly testbeds: readonly TestbedOfRun[];
  readonly verdict: Verdict;
  readonly judgements: Judgements;
  readonly signature: CellSignature;
  /** ISO time after which its signer does not stand for it any more. */
  readonly expiresAt?: string;
}

/** What a report or a certificate tells of one provider in one run, as both can tell it. */
export interface ToldRun
  extends Pick<RunRecord, 'kind' | 'run' | 'contractSet' | 'testbeds' | 'signature' | 'expiresAt'> {
  readonly provider: RunRecord['provider'] & Pick<ProviderResult, 'verdict' | 'resources' | 'outcomes'>;
}

/** The record of what a file tells, without holding on to the rest of it. */
export function recordOf(file: string, { provider, contractSet, ...told }: ToldRun, memory: Memory): RunRecord {
  const { name, tier, source, digest, capabilities, verdict, outcomes } = provider;
  return {
    ...told,
    ...{ file, verdict },
    contractSet: { ...contractSet, ids: memory.contracts(contractSet.ids) },
    provider: { name, tier, ...(source && { source }), digest, capabilities },
    judgements: memory.judgements(outcomes, told.testbeds[0]?.name ?? ''),
  };
}

/** What a report tells of each of its providers. */
export function runsInReport({ run, contractSet, providers }: Report): readonly ToldRun[] {
  return providers.map((provider) => ({
    kind: 'report',
    run,
    contractSet,
    provider,
    testbeds: testbedsOf(provider),
    signature: unsigned,
  }));
}

const unsigned = { state: 'unsigned' } as const;
