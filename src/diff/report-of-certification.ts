import type { Certification } from '../certificate/certification.ts';
import type { Report } from '../engine/report.ts';

/** A certificate as a report of its one provider, as far as a certificate goes: it has no counterexamples. */
export function reportOfCertification(certification: Certification): Report | undefined {
  const { run, contractSet, provider, testbeds, outcomes } = certification;
  const [testbed, ...alsoOn] = testbeds;
  if (!testbed) return undefined;
  const result = { ...provider, testbed, ...(alsoOn.length > 0 && { alsoOn }), outcomes, timing: { totalMs: 0 } };
  return { schemaVersion: 1, run, contractSet, providers: [result] };
}
