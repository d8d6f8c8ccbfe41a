import { expect, test } from 'vitest';
import { renderAttestation } from '../../src/reporters/attestation.ts';
import { certifiedReport, verdictOn } from '../certificate/samples.ts';

test('the statements of a report are a pure function of it, two for each provider, and no certificate', () => {
  const report = certifiedReport();
  const other = certifiedReport({ name: 'other' });
  const both = { ...report, providers: [...report.providers, ...other.providers] };
  const lines = renderAttestation(both).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).predicateType)).toEqual(
    Array(2).fill(['urn:assay:certification:v1', 'https://in-toto.io/attestation/test-result/v0.1']).flat(),
  );
  expect(renderAttestation(both)).toBe(renderAttestation(both));
  expect(verdictOn(renderAttestation(report))).toBe('unreadable');
});

test('a part of a run has none', () => {
  expect(() => renderAttestation(certifiedReport({}, { shard: '1/2' }))).toThrow('it is shard 1/2, a part of a run');
});
