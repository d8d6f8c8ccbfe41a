import { expect, test } from 'vitest';
import { canRun } from '../../src/gate/can-run.ts';
import type { GateQuestion, GivenCertificate } from '../../src/gate/gate-question.ts';
import { type SampleCertificate, sampleCertificate, sampleQuestion, sampleSurvival, testbedOf } from './samples.ts';

function ask(certificates: readonly GivenCertificate[], question: Partial<GateQuestion> = {}) {
  return canRun(sampleQuestion(question), { certificates, trustsSomebody: true });
}

const gpu = { needs: { capabilities: ['gpu'], contracts: [] } } as const;
const broken = { told: { 'gpu.honours-spec': { outcome: 'fail' } } } as const;
const unjudged = {
  told: { 'gpu.honours-spec': { outcome: 'skip', reason: { code: 'testbed-cannot', text: '' } } },
} as const;

test('a provider whose valid certificate shows every promise that the needs rest upon may run them', () => {
  expect(ask([sampleCertificate()], gpu)).toEqual({
    answer: 'yes',
    against: [],
    open: [],
    notes: [],
    basis: [
      {
        file: 'sample.intoto.jsonl',
        signer: { kind: 'key', id: 'k' },
        digest: 'sha256:00',
        testbeds: [{ name: 'simulated', fidelity: 'simulated' }],
        finishedAt: '2026-05-30T00:00:00.000Z',
        expiresAt: '2026-08-30T00:00:00.000Z',
      },
    ],
  });
});

test.each<[string, SampleCertificate, Partial<GateQuestion>, object]>([
  [
    'a capability is not declared',
    { provider: { capabilities: { gpu: false } } },
    gpu,
    { code: 'capability-absent', capability: 'gpu' },
  ],
  ['a promise is broken', broken, gpu, { code: 'contract-failed', contract: 'gpu.honours-spec', outcome: 'fail' }],
  [
    'a promise is broken now and then',
    { told: { 'terminate.idempotent': { outcome: 'flaky' } } },
    {},
    { code: 'contract-failed', outcome: 'flaky' },
  ],
  [
    'a broken promise is waived',
    {
      told: {
        'terminate.idempotent': {
          outcome: 'fail',
          reason: { code: 'waived', text: '' },
          waiver: { owner: 'ann', reason: 'known', link: 'https://x', expires: '2026-12-31', state: 'applied' },
        },
      },
    },
    {},
    { code: 'waived', contract: 'terminate.idempotent', waiver: { owner: 'ann', expires: '2026-12-31' } },
  ],
])('no: %s', (_what, certificate, question, reason) => {
  const answer = ask([sampleCertificate(certificate)], question);
  expect(answer).toMatchObject({ answer: 'no', against: [reason], open: [] });
});

test.each<[string, SampleCertificate | undefined, Partial<GateQuestion>, object]>([
  ['there is no certificate', undefined, {}, { code: 'certificate-missing', provider: 'sample', others: [] }],
  [
    'it is of another provider',
    { provider: { name: 'other' } },
    {},
    { code: 'certificate-missing', others: ['other'] },
  ],
  [
    'a needed promise was not judged',
    unjudged,
    gpu,
    { code: 'contract-not-judged', contract: 'gpu.honours-spec', because: 'testbed-cannot' },
  ],
  [
    'it was seen only on a simulated service',
    {},
    { fidelity: 'live' },
    { code: 'fidelity-too-low', asked: 'live', found: 'simulated' },
  ],
  [
    'a declared capability is said to be absent',
    { told: { 'gpu.honours-spec': { outcome: 'skip', reason: { code: 'capability-absent', text: '' } } } },
    gpu,
    { code: 'contract-not-judged', because: 'capability-absent' },
  ],
])('unknown: %s', (_what, certificate, question, reason) => {
  const answer = ask(certificate ? [sampleCertificate(certificate)] : [], question);
  expect(answer).toMatchObject({ answer: 'unknown', against: [] });
  expect(answer.open[0]).toMatchObject(reason);
});

test.each<[string, SampleCertificate, Partial<GateQuestion>, object]>([
  ['it is past its date', { problems: ['expired'] }, {}, { code: 'expired', what: 'certificate' }],
  ['it is older than is asked', {}, { maxAgeMs: 1_000 }, { code: 'expired', endedAt: '2026-05-30T00:00:01.000Z' }],
  [
    'it is about another contract set',
    { setDigest: 'sha256:0ld' },
    {},
    { code: 'other-contract-set', digest: 'sha256:0ld' },
  ],
  [
    'its signature does not hold',
    { problems: ['bad-signature'] },
    {},
    { code: 'certificate-refused', problems: [{ code: 'bad-signature' }] },
  ],
  ['it is from the future', { problems: ['not-yet-valid'] }, {}, { code: 'certificate-refused' }],
  [
    'it contradicts itself, and is past its date',
    { problems: ['expired', 'inconsistent'] },
    {},
    { code: 'certificate-refused' },
  ],
])('unknown, with why its certificate is of no use: %s', (_what, certificate, question, reason) => {
  const answer = ask([sampleCertificate(certificate)], question);
  expect(answer.answer).toBe('unknown');
  expect(answer.open).toMatchObject([{ code: 'certificate-missing' }, reason]);
});

test('without a key nobody is trusted', () => {
  const answer = canRun(sampleQuestion(), {
    certificates: [sampleCertificate({ problems: ['other-key'] })],
    trustsSomebody: false,
  });
  expect(answer).toMatchObject({
    answer: 'unknown',
    open: [{ code: 'nobody-trusted' }, { code: 'certificate-refused' }],
  });
});

test('what a workload does not need may be broken, unless a control plane leans on it', () => {
  const provider = { capabilities: { hibernation: true } };
  const certificates = [sampleCertificate({ provider, told: { 'hibernation.keeps-disk': { outcome: 'fail' } } })];
  expect(ask(certificates).answer).toBe('yes');
  const controlPlane = { file: 'chaos.json', report: sampleSurvival() };
  expect(canRun(sampleQuestion(), { certificates, trustsSomebody: true, controlPlane })).toMatchObject({
    answer: 'no',
    against: [{ code: 'contract-failed', contract: 'hibernation.keeps-disk' }],
  });
});

test('a contract that is named is asked for whatever it requires', () => {
  const needs = { capabilities: [], contracts: ['workflows.compensate'] };
  expect(ask([sampleCertificate()], { needs }).open).toMatchObject([
    { code: 'contract-not-judged', contract: 'workflows.compensate', because: 'capability-absent' },
  ]);
});

test('two certificates of one source show together what neither shows alone', () => {
  const [first, second] = [
    sampleCertificate({ file: 'a', ...unjudged }),
    sampleCertificate({ file: 'b', told: { 'terminate.idempotent': { outcome: 'not-run' } } }),
  ];
  const answers = [[first], [second], [first, second]].map((certificates) => ask(certificates, gpu).answer);
  expect(answers).toEqual(['unknown', 'unknown', 'yes']);
});

test('what one source shows says nothing about another', () => {
  const other = { digest: 'sha256:01' };
  const certificates = [
    sampleCertificate({ file: 'a', ...unjudged }),
    sampleCertificate({ file: 'b', provider: other, told: { 'terminate.idempotent': { outcome: 'not-run' } } }),
  ];
  expect(ask(certificates, gpu).answer).toBe('unknown');
});

test('of two that say the same the older one is superseded, and one of a newer source that shows too little is told', () => {
  const older = sampleCertificate({ file: 'older', finishedAt: '2026-05-01T00:00:00.000Z' });
  const newer = sampleCertificate({
    file: 'newer',
    provider: { digest: 'sha256:02' },
    finishedAt: '2026-05-31T00:00:00.000Z',
    ...unjudged,
  });
  const answer = ask([older, newer, sampleCertificate()], gpu);
  expect(answer).toMatchObject({
    answer: 'yes',
    basis: [{ file: 'sample.intoto.jsonl' }],
    notes: [
      { code: 'other-source', file: 'newer', digest: 'sha256:02' },
      { code: 'superseded', file: 'older', by: 'sample.intoto.jsonl' },
    ],
  });
});

const early = '2026-05-01T00:00:00.000Z';

test('a broken promise that a later certificate shows kept is mended, but not by one further from the real service', () => {
  const failed = (fidelity: 'simulated' | 'live') =>
    sampleCertificate({ file: 'failed', finishedAt: early, testbeds: testbedOf(fidelity), ...broken });
  expect(ask([failed('simulated'), sampleCertificate()], gpu)).toMatchObject({
    answer: 'yes',
    notes: [{ code: 'superseded', file: 'failed' }],
  });
  expect(ask([failed('live'), sampleCertificate()], gpu).answer).toBe('no');
});

test('a broken promise does not go away with the date of its certificate', () => {
  expect(ask([sampleCertificate({ problems: ['expired'], ...broken })], gpu).answer).toBe('no');
});

test('where the newer one fails, an older one that passed speaks for nothing', () => {
  const passed = sampleCertificate({ file: 'passed', finishedAt: early });
  expect(ask([passed, sampleCertificate(broken)], gpu)).toMatchObject({
    answer: 'no',
    against: [{ code: 'contract-failed' }],
  });
});
