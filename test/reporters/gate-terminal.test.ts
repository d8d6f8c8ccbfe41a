import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import { canRun } from '../../src/gate/can-run.ts';
import type { GateQuestion, GivenCertificate } from '../../src/gate/gate-question.ts';
import { renderGate } from '../../src/reporters/gate-terminal.ts';
import { contracts, sampleCertificate, sampleQuestion } from '../gate/samples.ts';

function told(certificates: readonly GivenCertificate[], changes: Partial<GateQuestion> = {}): string {
  const question = sampleQuestion({ needs: { capabilities: ['gpu'], contracts: [] }, ...changes });
  return renderGate(question, canRun(question, { certificates, trustsSomebody: true }), picocolors.createColors(false));
}

const early = '2026-05-01T00:00:00.000Z';

test('the answer is the first line, and what it rests on is beneath', () => {
  expect(told([sampleCertificate(), sampleCertificate({ file: 'old', finishedAt: early })])).toBe(
    `yes: sample may run a workload that needs gpu: every promise was seen kept, simulated or closer to the real service
  rests on   sample.intoto.jsonl: sha256:00 on simulated, of 2026-05-30T00:00:00.000Z, valid until 2026-08-30T00:00:00.000Z, signed by key k
  besides    superseded: old is older than sample.intoto.jsonl, which says as much
`,
  );
});

test('a no and an unknown say why in the first line', () => {
  const absent = sampleCertificate({ provider: { capabilities: { gpu: false } } });
  expect(
    told([absent]),
  ).toBe(`no: sample may not run a workload that needs gpu: gpu is not declared (sample.intoto.jsonl)
  against    capability-absent: gpu is not declared (sample.intoto.jsonl)
`);
  expect(told([sampleCertificate({ problems: ['expired'] })])).toBe(
    `unknown: nothing shows that sample may run a workload that needs gpu: there is no valid certificate of sample: assay certify sample --sign makes one
  not shown  certificate-missing: there is no valid certificate of sample: assay certify sample --sign makes one
  not shown  expired: sample.intoto.jsonl is of 2026-05-30T00:00:00.000Z and ended on 2026-08-30T00:00:00.000Z: run assay certify again
`,
  );
});

test('of certificates that nobody can use the one of the provider comes first', () => {
  const refused = ['aws.intoto.jsonl', 'sample.intoto.jsonl'].map((file): GivenCertificate => {
    return { file, check: { isValid: false, problems: [{ code: 'other-key', text: 'it is of another key' }] } };
  });
  const files = [...told(refused).matchAll(/certificate-refused: (\S+)/g)].map(([, file]) => file);
  expect(files).toEqual(['sample.intoto.jsonl', 'aws.intoto.jsonl']);
});

test('of many reasons of one kind a few are shown and the others are counted', () => {
  const [first] = contracts;
  const many = Array.from(
    { length: 12 },
    (_, index) => ({ ...first, id: `a.b${index}` }) as (typeof contracts)[number],
  );
  const text = told([sampleCertificate()], { contracts: many });
  expect(text.match(/contract-not-judged: no certificate speaks of/g)).toHaveLength(5);
  expect(text).toContain('contract-not-judged: and 7 more, which --json tells');
});

test('what strangers wrote is one visible line', () => {
  const evil = 'x\n::error::\u001b[2J\u202e\ud800';
  const text = told([sampleCertificate({ file: evil, provider: { name: evil } })], { provider: evil });
  expect(text.split('\n')).toHaveLength(3);
  expect(text).not.toContain('\u001b');
  expect(text).toContain(String.raw`x\n::error::\u001b[2J\u202e\ud800`);
});
