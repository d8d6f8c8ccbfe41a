import { createHash } from 'node:crypto';
import type { ProviderResult, Report, TestbedOfRun, Verdict } from '../../engine/report.ts';
import { capabilityNames } from '../../provider/capability.ts';
import type { CellSignature } from '../matrix.ts';
import { type Judgement, judgementOf } from './judgement.ts';

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
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly signature: CellSignature;
  /** Digest of everything that the run says of the provider, but for what a certificate leaves out. */
  readonly content: string;
  /** ISO time after which its signer does not stand for it any more. */
  readonly expiresAt?: string;
}

/** The runs of each provider that a report tells of. */
export function recordsOfReport(file: string, { run, contractSet, providers }: Report): readonly RunRecord[] {
  return providers.map((provider) => {
    const { testbed, alsoOn = [] } = provider;
    return recordOf({
      kind: 'report',
      file,
      run,
      contractSet,
      provider,
      testbeds: [testbed, ...alsoOn],
      signature: unsigned,
    });
  });
}

const unsigned = { state: 'unsigned' } as const;

interface Told extends Pick<RunRecord, 'kind' | 'file' | 'run' | 'contractSet' | 'testbeds' | 'signature'> {
  readonly provider: RunRecord['provider'] & Pick<ProviderResult, 'verdict' | 'resources' | 'outcomes'>;
}

/** The record of what a file tells, without holding on to the rest of it. */
export function recordOf({ provider, ...told }: Told): RunRecord {
  const { name, tier, source, digest, capabilities, verdict, outcomes } = provider;
  const where = told.testbeds[0]?.name ?? '';
  return {
    ...told,
    verdict,
    provider: { name, tier, ...(source && { source }), digest, capabilities },
    judgements: new Map(outcomes.map((outcome) => [outcome.contract, judgementOf(outcome, where)])),
    content: contentOf(told.run, told.contractSet, provider, told.testbeds),
  };
}

/** Of what came from a schema, and so has its properties in the same order whoever wrote them. */
function contentOf(
  run: Report['run'],
  { version, digest, ids }: Report['contractSet'],
  provider: Told['provider'],
  testbeds: RunRecord['testbeds'],
): string {
  const { name, tier, source, capabilities, verdict, resources, outcomes } = provider;
  const declared = capabilityNames.filter((capability) => capabilities[capability]);
  const said = outcomes.map(({ counterexample: _shown, coverage: _seen, ...outcome }) => outcome);
  const all = [
    run,
    version,
    digest,
    ids,
    name,
    tier,
    source,
    provider.digest,
    declared,
    verdict,
    resources,
    said,
    testbeds,
  ];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
