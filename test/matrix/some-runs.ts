import fc from 'fast-check';
import { type Outcome, type OutcomeKind, outcomeKinds, type Report } from '../../src/engine/report.ts';
import type { Fidelity } from '../../src/testbed/fidelity.ts';
import { sampleOutcome, sampleProvider } from '../reporters/sample-report.ts';
import { runOf, type SomeRun } from './some-matrix.ts';

const contracts = ['launch.visible', 'observe.complete', 'spot.honoured', 'terminate.idempotent'];

const testbeds: Readonly<Record<string, Fidelity>> = { simulated: 'simulated', moto: 'emulated', live: 'live' };

const anyOutcome = fc.record({
  outcome: fc.constantFrom(...outcomeKinds),
  level: fc.constantFrom('must', 'should'),
  isDeclared: fc.boolean(),
});

/** A run of one of two providers, at any time, of any source, set and testbed, that came to anything. */
export const anyRun: fc.Arbitrary<Report> = fc
  .record({
    id: fc.uuid(),
    daysAgo: fc.integer({ min: 0, max: 70 }),
    testbed: fc.constantFrom(...Object.keys(testbeds)),
    interrupted: fc.boolean(),
    set: fc.constantFrom('sha256:10', 'sha256:11'),
    name: fc.constantFrom('acme', 'zeta'),
    digest: fc.constantFrom('sha256:a', 'sha256:b'),
    outcomes: fc.array(anyOutcome, { minLength: contracts.length, maxLength: contracts.length }),
  })
  .map(({ name, digest, outcomes, ...run }) => {
    const told = outcomes.map(({ isDeclared, ...outcome }, place): Outcome => {
      const reason = reasonOf(outcome.outcome, isDeclared);
      return sampleOutcome({ contract: contracts[place] ?? '', ...outcome, ...(reason && { reason }) });
    });
    return someRun(run, name, digest, told);
  });

export const anyRuns: fc.Arbitrary<readonly Report[]> = fc.array(anyRun, { minLength: 1, maxLength: 12 });

/** A run of one provider on one of the testbeds. */
export function someRun(run: SomeRun, name: string, digest: string, outcomes: readonly Outcome[]): Report {
  const fidelity = testbeds[run.testbed ?? 'simulated'] ?? 'simulated';
  return runOf({ ...run, fidelity }, [sampleProvider(outcomes, { name, digest })]);
}

function reasonOf(outcome: OutcomeKind, isDeclared: boolean): Outcome['reason'] {
  switch (outcome) {
    case 'pass':
    case 'fail':
      return undefined;
    case 'skip':
      return isDeclared
        ? { code: 'testbed-cannot', text: 'the testbed cannot' }
        : { code: 'capability-absent', text: 'the provider does not declare it' };
    case 'flaky':
      return { code: 'unstable', text: 'failed once' };
    case 'inconclusive':
      return { code: 'infrastructure', text: 'the service did not answer' };
    case 'not-run':
      return { code: 'interrupted', text: 'the run was interrupted' };
  }
}
