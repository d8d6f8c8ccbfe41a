import fc from 'fast-check';
import { parse, type TestCase, type TestSuite, type TestSuites } from 'junit2json';
import { expect, test } from 'vitest';
import { isLeftToAnotherShard, isWaived, type Outcome, type Report } from '../../src/engine/report.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { anyReport } from './any-report.ts';

/** What a case is to somebody who only has the XML. */
type Seen = 'passed' | 'failure' | 'error' | 'skipped';

async function read(report: Report): Promise<TestSuites> {
  const suites = await parse(renderJunit(report));
  if (!suites || !('testsuite' in suites || 'tests' in suites)) throw new Error('it is no JUnit');
  return suites as TestSuites;
}

function suitesOf({ testsuite = [] }: TestSuites): readonly TestSuite[] {
  return testsuite;
}

function seenAs({ failure, error, skipped }: TestCase): Seen {
  const nodes = Object.entries({ failure, error, skipped }).filter(([, found]) => found !== undefined);
  expect(nodes.length).toBeLessThanOrEqual(1);
  return (nodes[0]?.[0] ?? 'passed') as Seen;
}

/** The same from the report, in words of its own. */
function meantAs(outcome: Outcome, report: Report): Seen {
  if (isLeftToAnotherShard(report.run, outcome) || isWaived(outcome)) return 'skipped';
  if (outcome.waiver?.state === 'needless') return 'failure';
  const seen: Readonly<Record<Outcome['outcome'], Seen>> = {
    ...{
      pass: 'passed',
      fail: 'failure',
      flaky: 'failure',
      skip: 'skipped',
      inconclusive: 'error',
      'not-run': 'error',
    },
  };
  return seen[outcome.outcome];
}

test('a reader that is not ours finds each outcome as what it is, and its own counts agree with those that are told', async () => {
  await fc.assert(
    fc.asyncProperty(anyReport(), async (report) => {
      const suites = await read(report);
      const cases = suitesOf(suites).map(({ testcase = [] }) => testcase.map(seenAs));
      expect(cases).toEqual(report.providers.map(({ outcomes }) => outcomes.map((each) => meantAs(each, report))));
      suitesOf(suites).forEach((suite, index) => {
        expect(countsOf(cases[index] ?? [])).toEqual(told(suite));
      });
      const { tests, failures, errors } = countsOf(cases.flat());
      expect({ tests, failures, errors }).toEqual({
        ...{ tests: suites.tests, failures: suites.failures, errors: suites.errors },
      });
    }),
  );
});

function told({ tests, failures, errors, skipped }: TestSuite) {
  return { tests, failures, errors, skipped };
}

function countsOf(seen: readonly Seen[]) {
  const count = (kind: Seen) => seen.filter((each) => each === kind).length;
  return { tests: seen.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

test('every failure, error and skip says why', async () => {
  await fc.assert(
    fc.asyncProperty(anyReport({ text: fc.constantFrom('why', 'so', 'because') }), async (report) => {
      const cases = suitesOf(await read(report)).flatMap(({ testcase = [] }) => testcase);
      for (const { failure = [], error = [], skipped = [] } of cases) {
        for (const { message } of [...failure, ...error, ...skipped]) expect(message).toMatch(/\w/);
      }
    }),
    { numRuns: 30 },
  );
});
