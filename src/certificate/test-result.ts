import type { Certification } from './certification.ts';
import { hexOf } from './statement.ts';

export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';

/** in-toto's Test Result v0.1: what a tool that knows nothing of Assay can read of a certificate. */
export interface TestResult {
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly configuration: readonly ResourceDescriptor[];
  readonly passedTests: readonly string[];
  readonly warnedTests: readonly string[];
  readonly failedTests: readonly string[];
}

interface ResourceDescriptor {
  readonly name: string;
  readonly uri?: string;
  readonly digest?: { readonly sha256: string };
  readonly annotations?: Readonly<Record<string, unknown>>;
}

/**
 * The same certification, as far as three values can say it. What neither passed nor failed is in no list: a policy that
 * takes a warned test for a passed one must not come to take one for it that was never run.
 */
export function testResultOf(certification: Certification): TestResult {
  const { outcomes, provider } = certification;
  const idsOf = (isMeant: (outcome: OutcomeOfCertificate) => boolean) =>
    outcomes.filter(isMeant).map(({ contract }) => contract);
  return {
    result: resultOf(provider.verdict),
    configuration: configurationOf(certification),
    passedTests: idsOf(({ outcome, weak }) => outcome === 'pass' && weak === undefined),
    warnedTests: idsOf(({ outcome, weak }) => outcome === 'pass' && weak !== undefined),
    // A promise that was seen broken even once is broken.
    failedTests: idsOf(({ outcome }) => outcome === 'fail' || outcome === 'flaky'),
  };
}

type OutcomeOfCertificate = Certification['outcomes'][number];

function resultOf(verdict: Certification['provider']['verdict']): TestResult['result'] {
  if (verdict === 'certified') return 'PASSED';
  return verdict === 'failed' ? 'FAILED' : 'WARNED';
}

/** in-toto asks of each a digest or an address; what has none here is named by a URN. */
function configurationOf({ contractSet, testbeds, run }: Certification): readonly ResourceDescriptor[] {
  return [
    {
      name: 'contract-set',
      digest: { sha256: hexOf(contractSet.digest) },
      annotations: { version: contractSet.version, contracts: contractSet.ids.length },
    },
    ...testbeds.map(({ name, fidelity, tolerances }) => ({
      name: 'testbed',
      uri: `urn:assay:testbed:${encodeURIComponent(name.toWellFormed())}`,
      annotations: { fidelity, ...tolerances },
    })),
    { name: 'seed', uri: `urn:assay:seed:${run.seed}` },
  ];
}
