import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canRun } from '../../src/gate/can-run.ts';
import type { GateEvidence, GateQuestion, GivenCertificate } from '../../src/gate/gate-question.ts';
import { capabilityNames } from '../../src/provider/capability.ts';
import { fidelities } from '../../src/testbed/fidelity.ts';
import { contracts, sampleCertificate, sampleQuestion, sampleSurvival, setDigest, testbedOf } from './samples.ts';

const hourMs = 60 * 60_000;
const beganMs = Date.parse('2026-05-30T00:00:00.000Z');
const anyTime = fc.integer({ min: 0, max: 6 }).map((hours) => new Date(beganMs + hours * hourMs).toISOString());

const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false));

/** How a contract ends, mostly well. */
const kept = [
  { outcome: 'pass' },
  { outcome: 'skip', reason: { code: 'testbed-cannot', text: '' } },
  { outcome: 'skip', reason: { code: 'capability-absent', text: '' } },
  { outcome: 'not-run', reason: { code: 'filtered', text: '' } },
] as const;
const broken = [{ outcome: 'fail' }, { outcome: 'flaky' }] as const;
const anyKept = fc.oneof({ weight: 12, arbitrary: fc.constant(kept[0]) }, fc.constantFrom(...kept));
const anyEnd = fc.oneof({ weight: 14, arbitrary: anyKept }, fc.constantFrom(...broken));

function told(end: fc.Arbitrary<(typeof kept | typeof broken)[number]>) {
  return fc.record(Object.fromEntries(contracts.map(({ id }) => [id, end])));
}

function anyCertificate(
  end: Parameters<typeof told>[0],
  capabilities: fc.Arbitrary<boolean>,
): fc.Arbitrary<GivenCertificate> {
  return fc
    .record({
      file: fc.constantFrom('a', 'b', 'c'),
      provider: fc.record({
        digest: fc.constantFrom('sha256:00', 'sha256:01'),
        capabilities: fc.record({ gpu: capabilities, hibernation: capabilities }),
      }),
      testbeds: fc.constantFrom(...fidelities).map(testbedOf),
      finishedAt: anyTime,
      expiresAt: fc.constantFrom('2026-08-30T00:00:00.000Z', '2026-05-30T03:00:00.000Z'),
      told: told(end),
      problems: fc.oneof(
        { weight: 9, arbitrary: fc.constant([]) },
        fc.subarray(['expired', 'bad-signature', 'other-key', 'not-yet-valid', 'inconsistent'] as const),
      ),
      setDigest: fc.oneof({ weight: 9, arbitrary: fc.constant(setDigest) }, fc.constant('sha256:0ld')),
    })
    .map(sampleCertificate);
}

const anyEvidence: fc.Arbitrary<GateEvidence> = fc.record(
  {
    certificates: fc.array(anyCertificate(anyEnd, mostly), { maxLength: 5 }),
    trustsSomebody: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
    controlPlane: fc
      .constantFrom({}, {}, { verdict: 'fail-safety' } as const, { scope: 'experiment' } as const)
      .map((changes) => ({ file: 'chaos.json', report: sampleSurvival(changes) })),
  },
  { requiredKeys: ['certificates', 'trustsSomebody'] },
);

const anyNeeds = fc.record({
  capabilities: fc.subarray(capabilityNames.filter((name) => name === 'gpu' || name === 'hibernation')),
  contracts: fc.subarray(
    contracts.map(({ id }) => id),
    { maxLength: 1 },
  ),
});

const anyQuestion: fc.Arbitrary<GateQuestion> = fc
  .record(
    {
      needs: anyNeeds,
      fidelity: fc.oneof(fc.constant(fidelities[0]), fc.constantFrom(...fidelities)),
      maxAgeMs: fc.constantFrom(48 * hourMs, 50 * hourMs),
    },
    { requiredKeys: ['needs', 'fidelity'] },
  )
  .map(sampleQuestion);

/** Neither breaks a promise nor lacks a capability. */
const anyHelp = anyCertificate(anyKept, fc.constant(true));

/** Breaks a promise that every workload rests upon. */
const anyHarm = fc
  .tuple(anyCertificate(anyEnd, mostly), fc.constantFrom(...broken))
  .map(([{ file, check }, end]): GivenCertificate => {
    const { certification } = check;
    if (!certification) return { file, check };
    const outcomes = certification.outcomes.map((outcome) =>
      outcome.contract === 'terminate.idempotent' ? { ...outcome, ...end } : outcome,
    );
    return { file, check: { ...check, certification: { ...certification, outcomes } } };
  });

const answers = { no: 0, unknown: 1, yes: 2 } as const;

function answerOf(question: GateQuestion, evidence: GateEvidence): number {
  return answers[canRun(question, evidence).answer];
}

const isYes = (answer: number) => answer === answers.yes;
const settings = { numRuns: 3_000 };

test('evidence that speaks for a provider never costs it a yes, so leaving it out never earns one', () => {
  fc.assert(
    fc.property(anyQuestion, anyEvidence, anyHelp, (question, evidence, help) => {
      const more = { ...evidence, certificates: [...evidence.certificates, help] };
      if (!isYes(answerOf(question, more))) expect(isYes(answerOf(question, evidence))).toBe(false);
    }),
    settings,
  );
});

test('a certificate that fails never earns a yes', () => {
  fc.assert(
    fc.property(anyQuestion, anyEvidence, anyHarm, (question, evidence, harm) => {
      const more = { ...evidence, certificates: [...evidence.certificates, harm] };
      if (!isYes(answerOf(question, evidence))) expect(isYes(answerOf(question, more))).toBe(false);
    }),
    settings,
  );
});

test('a pass that is taken out of a certificate never earns a yes', () => {
  fc.assert(
    fc.property(anyQuestion, anyEvidence, fc.constantFrom(...contracts), (question, evidence, { id }) => {
      const less = evidence.certificates.map(({ file, check }): GivenCertificate => {
        if (!check.certification) return { file, check };
        const outcomes = check.certification.outcomes.map((outcome) =>
          outcome.contract === id && outcome.outcome === 'pass' ? { ...outcome, outcome: 'not-run' as const } : outcome,
        );
        return { file, check: { ...check, certification: { ...check.certification, outcomes } } };
      });
      if (!isYes(answerOf(question, evidence)))
        expect(isYes(answerOf(question, { ...evidence, certificates: less }))).toBe(false);
    }),
    settings,
  );
});

test('whoever asks for more never gets a yes instead', () => {
  fc.assert(
    fc.property(
      anyQuestion,
      anyEvidence,
      anyNeeds,
      fc.constantFrom(...fidelities),
      (question, evidence, needs, fidelity) => {
        const isHigher = fidelities.indexOf(fidelity) > fidelities.indexOf(question.fidelity);
        const harder = {
          ...{ ...question, fidelity: isHigher ? fidelity : question.fidelity },
          needs: {
            capabilities: [...new Set([...question.needs.capabilities, ...needs.capabilities])],
            contracts: [...new Set([...question.needs.contracts, ...needs.contracts])],
          },
        };
        const { controlPlane: _left, ...rest } = evidence;
        if (!isYes(answerOf(question, rest))) expect(isYes(answerOf(question, evidence))).toBe(false);
        if (!isYes(answerOf(question, evidence))) expect(isYes(answerOf(harder, evidence))).toBe(false);
      },
    ),
    settings,
  );
});

test('the answer does not depend on the order of the certificates', () => {
  fc.assert(
    fc.property(anyQuestion, anyEvidence, fc.infiniteStream(fc.nat()), (question, evidence, keys) => {
      const shuffled = evidence.certificates.toSorted(() => ((keys.next().value ?? 0) % 2 === 0 ? 1 : -1));
      expect(answerOf(question, { ...evidence, certificates: shuffled })).toBe(answerOf(question, evidence));
    }),
    settings,
  );
});

test('the laws are about all three answers', () => {
  const seen = fc
    .sample(fc.tuple(anyQuestion, anyEvidence), { numRuns: 2_000, seed: 1 })
    .map((each) => answerOf(...each));
  const counts = Object.values(answers).map((answer) => seen.filter((each) => each === answer).length);
  for (const count of counts) expect(count).toBeGreaterThan(100);
});

test('a no names what is broken, absent or did not survive, and a yes leaves nothing open', () => {
  fc.assert(
    fc.property(anyQuestion, anyEvidence, (question, evidence) => {
      const { answer, against, open, basis } = canRun(question, evidence);
      expect([answer === 'no', answer === 'yes']).toEqual([against.length > 0, against.length + open.length === 0]);
      if (answer === 'yes') expect(basis.length).toBeGreaterThan(0);
    }),
    settings,
  );
});
