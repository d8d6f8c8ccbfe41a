import { type Outcome, outcomeKinds, type Report, reasonCodes } from '../../src/engine/report.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from './sample-report.ts';

/** A report with every kind of outcome, in which this text stands wherever a text may stand. */
export function hostileReport(text: string, providers = 1): Report {
  const { testbed } = sampleProvider([]);
  const beds = { testbed: { ...testbed, name: text }, alsoOn: [{ ...testbed, name: text, fidelity: 'live' as const }] };
  const provider = sampleProvider(hostileOutcomes(text), {
    ...{ name: text, digest: text, source: { path: text, version: text }, remarks: [text, text], verdict: 'failed' },
    ...beds,
  });
  const report = sampleReport(
    Array.from({ length: providers }, () => provider),
    { id: text, assayVersion: text, shard: text },
  );
  return { ...report, contractSet: { version: text, digest: text, ids: [text] } };
}

function hostileOutcomes(text: string): readonly Outcome[] {
  const call = { atMs: 1, operation: text, request: text, response: text, fault: text };
  const counterexample = sampleCounterexample({
    ...{ steps: [{ op: 'terminate', target: text }], program: [text, text], transcript: [call, call] },
    ...{ expected: text, actual: text, replay: text },
  });
  const waiver = { owner: text, reason: text, link: text, expires: '2026-12-31', state: 'applied' } as const;
  const said = { contract: text, testbed: text, weak: text, counterexample };
  return [
    ...outcomeKinds.map((outcome) => sampleOutcome({ ...said, outcome })),
    ...reasonCodes.map((code) => sampleOutcome({ contract: text, outcome: 'skip', reason: { code, text } })),
    ...reasonCodes.map((code) => sampleOutcome({ contract: text, outcome: 'fail', reason: { code, text } })),
    sampleOutcome({ ...said, outcome: 'fail', waiver }),
    sampleOutcome({ ...said, outcome: 'pass', waiver: { ...waiver, state: 'needless' } }),
    sampleOutcome({ ...said, outcome: 'fail', missing: [text, `${text}2`] }),
  ];
}
