import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Certification, certificationType } from '../../src/certificate/certification.ts';
import { checkCertificate } from '../../src/certificate/check-certificate.ts';
import { payloadType, signedBytes } from '../../src/certificate/dsse.ts';
import { trustedKeyOf } from '../../src/certificate/keys.ts';
import { signCertificate } from '../../src/certificate/sign-certificate.ts';
import { statementOf } from '../../src/certificate/statement.ts';
import {
  asked,
  bothStatements,
  certifiedReport,
  certify,
  contractSet,
  now,
  ours,
  signed,
  signer,
  theirs,
  verdictOn,
  wholeOutcomes,
} from './samples.ts';
import '../promises/task-meta.ts';

const certificate = signed();
const [ourLine = '', theirLine = ''] = certificate.trimEnd().split('\n');
const certification = certify();

test('a fresh certificate is valid, and says who signed it', () => {
  expect(checkCertificate(certificate, asked)).toEqual({
    isValid: true,
    certification,
    signer: { kind: 'key', id: ours.keyId },
  });
  expect(verdictOn(certificate.replaceAll('\n', '\r\n'))).toBe('valid');
});

test('J1: no certificate with any byte changed is accepted', ({ task }) => {
  const bytes = Buffer.from(certificate);
  let tried = 0;
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const changed = Buffer.from(bytes);
      changed[place] = (bytes[place] ?? 0) ^ change;
      tried += 1;
      const text = changed.toString('utf8');
      // The last of all is the end of a line, which is not signed and says nothing.
      const isSameText = text.trimEnd() === certificate.trimEnd();
      return isSameText || verdictOn(text) !== 'valid';
    }),
    { numRuns: 500 },
  );
  task.meta.figure = `${tried} of ${bytes.length} × 255 changes, 0 accepted`;
});

test('J1: no certificate that was cut, repeated or mixed up is accepted', () => {
  fc.assert(
    fc.property(
      fc.nat(certificate.length - 3),
      (end) => verdictOn(certificate.slice(0, end)) !== 'valid' || end === ourLine.length || end === ourLine.length + 1,
    ),
    { numRuns: 200 },
  );
  expect(verdictOn(`${ourLine}\n${ourLine}\n`)).toBe('unreadable');
  expect(verdictOn(`${certificate}${theirLine}\n`)).toBe('unreadable');
  expect(verdictOn(`\n${certificate}`)).toBe('unreadable');
});

/** An envelope of ours, decoded, edited and put together again without a key. */
function edited(line: string, edit: (statement: string) => string): string {
  const envelope = JSON.parse(line) as { payload: string };
  const statement = Buffer.from(envelope.payload, 'base64').toString();
  return JSON.stringify({ ...envelope, payload: Buffer.from(edit(statement)).toString('base64') });
}

function without(given: Certification, id: string): Certification {
  return { ...given, outcomes: given.outcomes.filter(({ contract }) => contract !== id) };
}

function withOutcome(given: Certification, id: string, changes: object): Certification {
  const outcomes = given.outcomes.map((outcome) => (outcome.contract === id ? { ...outcome, ...changes } : outcome));
  return { ...given, outcomes };
}

const failing = certify(
  certifiedReport({
    outcomes: wholeOutcomes(({ id }) => (id === 'terminate.idempotent' ? { outcome: 'fail' } : {})),
    verdict: 'failed',
  }),
);
const cut = without(certification, 'terminate.idempotent');
const ids = certification.contractSet.ids.filter((id) => id !== 'terminate.idempotent');
const ofOther = certify(certifiedReport({ name: 'other', digest: `sha256:${'6'.repeat(64)}` }));
const [, otherResult = ''] = signed(ofOther).trimEnd().split('\n');
const [ownStatement, ownResult] = bothStatements(certification);
const aboutOther = bothStatements(ofOther).map(({ subject }, place) => ({
  ...bothStatements(certification)[place],
  subject,
})) as unknown as (typeof ownStatement)[];

describe('J1: who has no trusted key comes to nothing', () => {
  test.each<[string, string, string]>([
    [
      'a contract is removed',
      `${edited(ourLine, (text) => text.replace('"contract":"terminate.idempotent"', '"contract":"x"'))}\n`,
      'bad-signature',
    ],
    ['the verdict is changed', `${edited(ourLine, (text) => text.replace('certified', 'partial'))}\n`, 'bad-signature'],
    [
      'a failure is made a pass and signed by another key',
      signed(
        withOutcome({ ...failing, provider: certification.provider }, 'terminate.idempotent', { outcome: 'pass' }),
        theirs,
      ),
      'other-key other-key',
    ],
    [
      'it is signed by another key that calls itself ours',
      signed(certification, theirs).replaceAll(theirs.keyId, ours.keyId),
      'bad-signature bad-signature',
    ],
    ['the name of the key is taken away', certificate.replaceAll(ours.keyId, ''), 'other-key other-key'],
    [
      'one of two parts is signed by another key',
      `${ourLine}\n${signed(certification, theirs).split('\n')[1]}\n`,
      'other-key',
    ],
    ['the test result is that of another provider', `${ourLine}\n${otherResult}\n`, 'inconsistent'],
    ['only the test result is left', `${theirLine}\n`, 'no-certification'],
    [
      'the type of the payload is changed',
      certificate.replaceAll(payloadType, 'application/json'),
      'bad-signature bad-signature',
    ],
    [
      'a second signature is put beside it',
      certificate.replaceAll(/"signatures":\[(.*?)\]/g, '"signatures":[$1,$1]'),
      'unreadable',
    ],
    ['the signature is taken away', certificate.replaceAll(/"signatures":\[(.*?)\]/g, '"signatures":[]'), 'unreadable'],
    [
      'a key is there twice',
      certificate.replaceAll('{"payloadType":', '{"payloadType":"x","payloadType":'),
      'unreadable',
    ],
    [
      'something unsigned is added',
      certificate.replaceAll('{"payloadType":', '{"verdict":"certified","payloadType":'),
      'unreadable',
    ],
    ['`__proto__` is added', certificate.replaceAll('{"payloadType":', '{"__proto__":{},"payloadType":'), 'unreadable'],
    ['its base64 is written for addresses', certificate.replaceAll('+', '-').replaceAll('/', '_'), 'unreadable'],
    ['it is the statement alone', `${JSON.stringify(ownStatement)}\n`, 'unreadable'],
    ['it is nested without end', '['.repeat(100_000), 'unreadable'],
    ['it is empty', '', 'unreadable'],
    ['it is larger than any', ' '.repeat(9_000_000), 'unreadable'],
  ])('%s', (_what, text, expected) => {
    expect(verdictOn(text)).toBe(expected);
  });

  test('what is no certificate says why', () => {
    const textOf = (text: string) => {
      const check = checkCertificate(text, asked);
      return check.isValid ? '' : check.problems[0]?.text;
    };
    expect(textOf('x'.repeat(8 * 1_048_576 + 1))).toContain('it is larger than 8 MiB');
    expect(textOf('{}\n{}\n{}\n')).toContain('it has 3 lines, at most 2 are known');
    expect(textOf('{}')).toContain('line 1 is no DSSE envelope');
    expect(textOf(JSON.stringify(ownStatement))).toContain('line 1 is a statement that nobody has signed');
  });

  test('nothing of what no trusted key signed is handed on', () => {
    for (const text of [signed(certification, theirs), certificate.replaceAll(ours.keyId, theirs.keyId)]) {
      expect(checkCertificate(text, asked)).not.toHaveProperty('certification');
    }
    expect(verdictOn(certificate, { keys: [] })).toBe('other-key other-key');
  });
});

describe('J1: a trusted key cannot make it say what its own outcomes do not', () => {
  test.each<[string, Certification, string]>([
    [
      'the verdict is changed',
      { ...failing, provider: { ...failing.provider, verdict: 'certified' } },
      'other-verdict',
    ],
    [
      'an outcome is changed and the verdict is not',
      withOutcome(certification, 'terminate.idempotent', { outcome: 'fail' }),
      'other-verdict',
    ],
    ['a contract is removed', cut, 'contract-missing'],
    ['it is removed from the set too', { ...cut, contractSet: { ...contractSet, ids } }, 'contract-missing'],
    [
      'a contract is there twice',
      { ...certification, outcomes: [...certification.outcomes, ...certification.outcomes.slice(0, 1)] },
      'inconsistent',
    ],
    [
      'a contract of the set is invented',
      {
        ...certification,
        contractSet: { ...contractSet, ids: [...contractSet.ids, 'x.y'] },
        outcomes: [
          ...certification.outcomes,
          { ...certification.outcomes[0], contract: 'x.y' } as Certification['outcomes'][number],
        ],
      },
      'inconsistent',
    ],
    [
      'a broken must is made a should',
      withOutcome({ ...failing, provider: certification.provider }, 'terminate.idempotent', { level: 'should' }),
      'inconsistent',
    ],
    [
      'a failure is made a skip for an absent capability',
      withOutcome(certification, 'terminate.idempotent', {
        outcome: 'skip',
        reason: { code: 'capability-absent', text: '' },
      }),
      'inconsistent',
    ],
    ['a pass was never run', withOutcome(certification, 'terminate.idempotent', { cases: 0 }), 'inconsistent'],
    ['it is of a part of a run', { ...certification, run: { ...certification.run, shard: '1/2' } }, 'inconsistent'],
    [
      'it rests on a testbed that is not told',
      withOutcome(certification, 'terminate.idempotent', { testbed: 'live' }),
      'inconsistent',
    ],
    [
      'it expires before its run ended',
      { ...certification, expiresAt: '2025-01-01T00:00:00.000Z' },
      'inconsistent expired',
    ],
  ])('%s', (_what, forged, expected) => {
    expect(verdictOn(signed(forged))).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['its subjects are swapped for those of another', signCertificate(aboutOther, signer(ours)), 'inconsistent'],
    [
      'its test result says something else',
      signCertificate(
        [ownStatement, { ...ownResult, predicate: { ...(ownResult.predicate as object), result: 'WARNED' } }],
        signer(ours),
      ),
      'inconsistent',
    ],
    [
      'its statement is of a kind that nobody knows',
      signCertificate([{ ...ownStatement, predicateType: `${certificationType}0` }], signer(ours)),
      'unreadable',
    ],
    [
      'it is a statement of another version',
      signCertificate([{ ...ownStatement, _type: 'https://in-toto.io/Statement/v0.1' as never }], signer(ours)),
      'unreadable',
    ],
    ['it makes one statement twice', signCertificate([ownStatement, ownStatement], signer(ours)), 'unreadable'],
    ['it is signed as something else', signedAs('text/plain', JSON.stringify(ownStatement)), 'unreadable'],
    [
      'its payload has a key twice',
      signedAs(payloadType, JSON.stringify(ownStatement).replace('"_type"', '"_type":"x","_type"')),
      'unreadable',
    ],
    [
      'its payload is no UTF-8',
      signedAs(payloadType, Buffer.from(JSON.stringify(ownStatement).replace('not declared', '\u00ff'), 'latin1')),
      'unreadable',
    ],
    [
      'its predicate is empty',
      signCertificate([statementOf(certification, certificationType, {})], signer(ours)),
      'unreadable',
    ],
  ])('%s', (_what, text, expected) => {
    expect(verdictOn(text)).toBe(expected);
  });

  test('two trusted keys cannot each sign a part', () => {
    const keys = [...asked.keys, trustedKeyOf(theirs.publicPem, 'theirs.pub')];
    const mixed = `${ourLine}\n${signed(certification, theirs).split('\n')[1]}\n`;
    expect([verdictOn(mixed, { keys }), verdictOn(signed(certification, theirs), { keys })]).toEqual([
      'inconsistent',
      'valid',
    ]);
  });
});

function signedAs(type: string, text: string | Buffer): string {
  const payload = Buffer.from(text);
  const sig = Buffer.from(signer(ours).sign(signedBytes(type, payload))).toString('base64');
  return JSON.stringify({
    payloadType: type,
    payload: payload.toString('base64'),
    signatures: [{ keyid: ours.keyId, sig }],
  });
}

describe('J1: a genuine certificate is refused where it is not what is asked for', () => {
  test.each<[string, Parameters<typeof verdictOn>[1], string]>([
    ['expired', { at: '2026-02-01T00:00:00.000Z' }, 'expired'],
    ['from the future', { at: '2026-01-01T00:00:00.000Z' }, 'not-yet-valid'],
    ['looked at when nobody knows', { at: 'noon' }, 'expired not-yet-valid'],
    ['old, whatever it says of itself', { maxAgeMs: 86_400_000 }, 'too-old'],
    ['of an older set', { contractSet: { digest: `sha256:${'0'.repeat(64)}` } }, 'other-contract-set'],
    [
      'of a set with the same name and one contract more',
      { contractSet: { digest: contractSet.digest, ids: [...contractSet.ids, 'new.one'] } },
      'contract-missing',
    ],
    ['of other source', { sourceDigest: `sha256:${'0'.repeat(64)}` }, 'other-source'],
    ['of another provider', { provider: 'other' }, 'other-provider'],
    ['seen only on a simulation', { fidelity: 'live' }, 'weaker-evidence'],
    [
      'all of it',
      { at: '2027-01-01T00:00:00.000Z', provider: 'other', fidelity: 'local' },
      'other-provider expired weaker-evidence',
    ],
  ])('%s', (_what, changes, expected) => {
    expect(verdictOn(certificate, changes)).toBe(expected);
    // It is genuine all the same, and whoever shows it may say what it says.
    expect(checkCertificate(certificate, { ...asked, ...changes })).toHaveProperty('certification', certification);
  });

  test.each<[string, Parameters<typeof verdictOn>[1]]>([
    ['in the last moment', { at: '2026-01-31T23:59:59.999Z' }],
    ['by a clock that is a little behind', { at: '2026-01-02T03:02:00.000Z' }],
    ['for whoever asks for any set', { contractSet: undefined as never }],
    ['for whoever asks for no more than a simulation', { fidelity: 'simulated' }],
    ['on the day', { at: now, maxAgeMs: 30 * 86_400_000 }],
  ])('and is valid %s', (_what, changes) => {
    expect(verdictOn(certificate, changes)).toBe('valid');
  });
});

test('what a provider asks of itself may be in a certificate beside the set', () => {
  const own = {
    ...certification,
    outcomes: [
      ...certification.outcomes,
      { ...certification.outcomes[0], contract: 'own.one' } as Certification['outcomes'][number],
    ],
  };
  expect(verdictOn(signed(own))).toBe('valid');
});

test('of a merged report the age is that of the oldest run that an outcome rests on', () => {
  const [first, ...others] = certification.outcomes as [Certification['outcomes'][number]];
  const of = (finishedAt: string) => ({
    ...certification,
    outcomes: [{ ...first, run: { id: 'a', finishedAt } }, ...others],
  });
  const old = signed(of('2025-12-01T00:00:00.000Z'));
  expect([verdictOn(old), verdictOn(old, { maxAgeMs: 30 * 86_400_000 })]).toEqual(['valid', 'too-old']);
  expect(verdictOn(signed(of('2026-01-03T00:00:00.000Z')))).toBe('inconsistent');
});

test('of a merged report the fidelity is that of each outcome', () => {
  const [provider] = certifiedReport().providers;
  const live = { ...(provider?.testbed ?? ({} as never)), name: 'live', fidelity: 'live' as const };
  const merged = certify(certifiedReport({ alsoOn: [live], outcomes: wholeOutcomes(() => ({ testbed: 'live' })) }));
  const half = certify(
    certifiedReport({
      alsoOn: [live],
      outcomes: wholeOutcomes(({ id }) => (id.startsWith('launch.') ? { testbed: 'live' } : {})),
    }),
  );
  expect(verdictOn(signed(merged), { fidelity: 'live' })).toBe('valid');
  expect(verdictOn(signed(half), { fidelity: 'live' })).toBe('weaker-evidence');
});
