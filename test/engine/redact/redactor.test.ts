import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, mask } from '../../../src/engine/redact/redactor.ts';
import '../../promises/task-meta.ts';
import { givesAway, writtenForms } from './written-forms.ts';

const canary = 'sk-live_"4f&<9>/+\\~é b\'7Qz';

test.each(Object.entries(writtenForms(canary)))('F1: a secret that is written %s is hidden', (_form, text) => {
  expect(givesAway(text, canary)).toBe(true);
  const hidden = createRedactor([canary]).text(text);
  expect(hidden).toContain(mask);
  expect(givesAway(hidden, canary)).toBe(false);
});

test('F1: the forms in which secrets are written are found by name and place', () => {
  const redactor = createRedactor([canary]);
  const found = (form: string) => redactor.find(writtenForms(canary)[form] ?? '')?.encoding;
  expect(redactor.find(`é ${canary}`)).toEqual({ encoding: 'plain', offset: 3 });
  expect(found('Basic pair')).toBe('base64');
  expect(found('URL-encoded')).toBe('URL-encoded');
  expect(found('JSON-escaped')).toBe('JSON-escaped');
  expect(found('XML-escaped')).toBe('XML-escaped');
  expect(found('hex in upper case')).toBe('hex');
  expect(redactor.find('nothing here')).toBeUndefined();
});

const keyLines = ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 'BKcwggSjAgEAAoIBAQDV8x3pG7Lq2Zsn', 'qqZ17xw='];
const pem = ['-----BEGIN PRIVATE KEY-----', ...keyLines, '-----END PRIVATE KEY-----', ''].join('\n');

test('F1: each line of a PEM is a secret, and each leaf of a JSON', () => {
  const json = JSON.stringify({ type: 'service_account', private_key: pem, nested: [{ token: 'tok-1a2b3c4d' }] });
  for (const secret of [pem, json, pem.replaceAll('\n', '\\n')]) {
    const hidden = createRedactor([secret]).text(keyLines.map((line) => `> ${line}`).join('\n'));
    expect(hidden).toBe(keyLines.map(() => `> ${mask}`).join('\n'));
  }
  const redactor = createRedactor([json]);
  expect(redactor.text('Bearer tok-1a2b3c4d')).toBe(`Bearer ${mask}`);
  expect(redactor.text('a service_account')).toBe('a service_account');
  const whole = Buffer.from(json).toString('base64').replace(/.{76}/g, '$&\n');
  expect(redactor.text(whole)).toBe(mask);
});

test('F1: the beginning of a secret where a text was cut is hidden', () => {
  const redactor = createRedactor([canary]);
  for (let length = 4; length < canary.length; length += 1) {
    expect(redactor.text(`it threw Error: ${canary.slice(0, length)}… (900 characters)`)).toBe(
      `it threw Error: ${mask}… (900 characters)`,
    );
  }
  expect(redactor.text('it threw Error: no such machine…')).toBe('it threw Error: no such machine…');
});

test('F1: names and values of properties are cleaned, and nothing else is changed', () => {
  const own = JSON.parse(`{"__proto__": {"a": 1}, "b": [null, -0, "x ${'tok-1a2b3c4d'}"], "tok-1a2b3c4d": true}`);
  const cyclic: Record<string, unknown> = { own };
  cyclic.self = cyclic;
  const cleaned = createRedactor(['tok-1a2b3c4d']).value(cyclic);
  expect(cleaned.self).toBe(cleaned);
  expect(JSON.stringify(cleaned.own)).toBe(`{"__proto__":{"a":1},"b":[null,0,"x ${mask}"],"${mask}":true}`);
});

const secretText = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 40 });

test('F1: no secret, in no form, beside any text, is left', ({ task }) => {
  let texts = 0;
  fc.assert(
    fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
      const redactor = createRedactor([secret]);
      // What is too plain to be hidden is another promise.
      fc.pre(redactor.lengthMax > 0);
      for (const form of Object.values(writtenForms(secret))) {
        texts += 1;
        const hidden = redactor.text(`${before}${form}${after}`);
        if (redactor.find(hidden) !== undefined) throw new Error(`left in ${hidden}`);
        expect(hidden).toContain(mask);
      }
    }),
    { numRuns: 100 },
  );
  task.meta.figure = `${texts} texts around random secrets, 0 left`;
});

test('F3: nothing is taken for a secret that holds none', () => {
  const redactor = createRedactor([canary]);
  fc.assert(fc.property(fc.string(), (text) => redactor.text(text) === text));
});

test('a long text is cleaned in seconds, also of what is as close to odd secrets as can be', () => {
  const odd = [String.raw`\\\ab"c\d`, `${'%25'.repeat(12)}x`, '&amp;&amp;&amp;x', 'aaaaaaab'.repeat(8), pem];
  const redactor = createRedactor([canary, ...odd]);
  for (const unit of ['\\', '%25', '&amp;', 'a', '"x": 12, ', 'MIIE']) {
    const text = unit.repeat(100_000 / unit.length);
    const startedMs = performance.now();
    redactor.text(text);
    expect(performance.now() - startedMs, unit).toBeLessThan(5_000);
  }
});
