import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { certificationSchema } from '../../src/certificate/certification.ts';
import { root } from '../cli/run-assay.ts';
import { certify, signed } from './samples.ts';

// Not ours: a schema that only our own zod understands would help nobody.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: false });
const compile = (name: string) => ajv.compile(JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')));
const isEnvelope = compile('certificate.schema.json');
const isCertification = compile('certification.schema.json');

const envelopes = signed()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as { payload: string; signatures: object[] });

test('every line of a certificate is one for the published schema, and its payload for that of the predicate', () => {
  for (const envelope of envelopes) expect(isEnvelope(envelope), JSON.stringify(isEnvelope.errors)).toBe(true);
  const statement = JSON.parse(Buffer.from(envelopes[0]?.payload ?? '', 'base64').toString());
  expect(isCertification(statement.predicate), JSON.stringify(isCertification.errors)).toBe(true);
});

test('nothing less is, and no second signature or unsigned field', () => {
  const [envelope] = envelopes;
  const [signature] = envelope?.signatures ?? [];
  const wrong = [
    {},
    { ...envelope, signatures: [] },
    { ...envelope, signatures: [signature, signature] },
    { ...envelope, verdict: 'certified' },
  ];
  expect(wrong.map((each) => isEnvelope(each))).toEqual([false, false, false, false]);
  const certification = certify();
  for (const key of Object.keys(certificationSchema.shape)) {
    const { [key as keyof typeof certification]: _value, ...less } = certification;
    expect([key, isCertification(less)]).toEqual([key, false]);
  }
});
