import type { CertificateProblemCode, KnownContract } from '../../src/certificate/certificate-check.ts';
import type { Certification } from '../../src/certificate/certification.ts';
import type { ChaosReport } from '../../src/chaos/chaos-report.ts';
import type { GateQuestion, GivenCertificate } from '../../src/gate/gate-question.ts';
import { type Capabilities, noCapabilities } from '../../src/provider/capability.ts';
import { sampleOutcome, sampleProvider } from '../reporters/sample-report.ts';

const promise = { level: 'must', requires: [], tiers: ['testing', 'additional', 'reference'] } as const;

/** A catalogue of four. */
export const contracts: readonly KnownContract[] = [
  { ...promise, id: 'terminate.idempotent' },
  { ...promise, id: 'gpu.honours-spec', requires: ['gpu'] },
  { ...promise, id: 'hibernation.keeps-disk', requires: ['hibernation'] },
  { ...promise, id: 'workflows.compensate', workflow: '*' },
];

export const setDigest = 'sha256:5e7';

/** May a workload without needs run on the sample provider? But for what a test changes. */
export function sampleQuestion(changes: Partial<GateQuestion> = {}): GateQuestion {
  return {
    provider: 'sample',
    needs: { capabilities: [], contracts: [] },
    fidelity: 'simulated',
    at: '2026-06-01T00:00:00.000Z',
    contractSet: { version: '0.1.0', digest: setDigest },
    contracts,
    ...changes,
  };
}

type OutcomeOfCertificate = Certification['outcomes'][number];

/** What each contract came to; one that is not told passed. */
export type Told = Readonly<Record<string, Partial<OutcomeOfCertificate>>>;

export interface SampleCertificate {
  readonly file?: string;
  readonly provider?: {
    readonly name?: string;
    readonly digest?: string;
    readonly capabilities?: Partial<Capabilities>;
  };
  readonly testbeds?: Certification['testbeds'];
  readonly setDigest?: string;
  readonly finishedAt?: string;
  readonly expiresAt?: string;
  readonly told?: Told;
  /** Whoever looked found these. */
  readonly problems?: readonly CertificateProblemCode[];
}

const { testbed } = sampleProvider([]);

/** The place of a provider with a GPU where only workflows are absent, at a given fidelity. */
export function testbedOf(fidelity: Certification['testbeds'][number]['fidelity']): Certification['testbeds'] {
  return [{ ...testbed, name: fidelity, fidelity }];
}

/** A valid certificate of a provider with GPUs that keeps every promise, but for what a test changes. */
export function sampleCertificate(changes: SampleCertificate = {}): GivenCertificate {
  const { file = 'sample.intoto.jsonl', finishedAt = '2026-05-30T00:00:00.000Z', problems = [] } = changes;
  const capabilities = { ...noCapabilities, gpu: true, ...changes.provider?.capabilities };
  const { tier, digest, resources } = sampleProvider([]);
  const certification: Certification = {
    assayVersion: '0.1.0',
    run: { id: 'r', seed: 7, startedAt: finishedAt, finishedAt, interrupted: false },
    expiresAt: changes.expiresAt ?? '2026-08-30T00:00:00.000Z',
    contractSet: { version: '0.1.0', digest: changes.setDigest ?? setDigest, ids: contracts.map(({ id }) => id) },
    provider: { name: 'sample', tier, digest, resources, verdict: 'certified', ...changes.provider, capabilities },
    testbeds: changes.testbeds ?? testbedOf('simulated'),
    outcomes: contracts.map((contract) => ({ ...usual(contract, capabilities), ...changes.told?.[contract.id] })),
    report: { digest: 'sha256:0' },
  };
  if (problems.length === 0) return { file, check: { isValid: true, certification, signer: { kind: 'key', id: 'k' } } };
  const isRead = !problems.includes('bad-signature') && !problems.includes('other-key');
  const told = problems.map((code) => ({ code, text: code }));
  return { file, check: { isValid: false, problems: told, ...(isRead && { certification }) } };
}

function usual(
  { id, requires, workflow }: KnownContract,
  capabilities: Readonly<Record<string, boolean>>,
): OutcomeOfCertificate {
  const { coverage: _coverage, counterexample: _counterexample, ...passed } = sampleOutcome({ contract: id });
  const isAbsent = workflow !== undefined || requires.some((capability) => !capabilities[capability]);
  return isAbsent
    ? { ...passed, outcome: 'skip', reason: { code: 'capability-absent', text: 'not declared' } }
    : passed;
}

/** Of a control plane that survived, but for what a test changes. */
export function sampleSurvival(changes: Partial<ChaosReport> = {}): ChaosReport {
  const at = '2026-05-31T00:00:00.000Z';
  return {
    schemaVersion: 1,
    run: {
      ...{
        seed: 1,
        startedAt: at,
        finishedAt: at,
        interrupted: false,
        assayVersion: '0.1.0',
        asked: 1_000,
        made: 1_000,
      },
      ...{ simulatedMs: 1, events: 1, failed: 0, repeated: 0 },
    },
    controlPlane: { name: 'mine' },
    contractSet: { version: '0.1.0', digest: setDigest },
    scope: 'drawn',
    host: { provider: 'orbstack', testbed: 'simulated', fidelity: 'simulated' },
    verdict: 'pass',
    reasons: [],
    disturbances: [
      { kind: 'crash', number: 'F01', meaning: '', support: 'native', planned: 9, acted: 9, reaction: {} },
      {
        kind: 'machine-frozen',
        number: 'F02',
        meaning: '',
        support: 'unsupported',
        planned: 0,
        acted: 0,
        reaction: {},
      },
    ],
    oracles: [{ id: 'I01', title: '', kind: 'safety', exercised: 9, violated: false }],
    failures: [],
    divergences: [],
    lost: [],
    ...changes,
  };
}
