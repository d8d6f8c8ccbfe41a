import fc from 'fast-check';
import {
  type Counterexample,
  type Outcome,
  outcomeKinds,
  type ProviderResult,
  type Report,
  reasonCodes,
  type TestbedOfRun,
} from '../../src/engine/report.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import { capabilityNames } from '../../src/provider/capability.ts';
import { fidelities } from '../../src/testbed/fidelity.ts';
import { anyText } from './hostile-texts.ts';

/** How reports are drawn. */
export interface AnyReportOptions {
  /** What stands in every text of them; hostile and arbitrary ones where nobody says. */
  readonly text?: fc.Arbitrary<string>;
  readonly providersMax?: number;
  readonly contractsMax?: number;
}

/**
 * Whole reports that are valid: one set of contracts, of each of which every provider has an outcome, contracts of its
 * own beside them, the verdict that follows from the outcomes, and any text wherever a text may stand.
 */
export function anyReport(options: AnyReportOptions = {}): fc.Arbitrary<Report> {
  const { text = anyText(), providersMax = 3, contractsMax = 6 } = options;
  const ids = fc.uniqueArray(text, { maxLength: contractsMax });
  return ids.chain((contracts) =>
    fc.record<Report>({
      schemaVersion: fc.constant(1),
      run: anyRun(text),
      contractSet: fc.record({ version: text, digest: text, ids: fc.constant(contracts) }),
      providers: fc.array(anyProvider(contracts, text), { maxLength: providersMax }),
    }),
  );
}

function anyRun(text: fc.Arbitrary<string>): fc.Arbitrary<Report['run']> {
  return fc.record(
    {
      id: text,
      seed: fc.nat(),
      startedAt: anyTime(),
      finishedAt: anyTime(),
      interrupted: fc.boolean(),
      assayVersion: text,
      shard: fc.constantFrom('1/2', '2/3'),
    },
    { requiredKeys: ['id', 'seed', 'startedAt', 'finishedAt', 'interrupted'] },
  );
}

function anyTime(): fc.Arbitrary<string> {
  const [min, max] = [new Date('2020-01-01T00:00:00Z'), new Date('2039-12-31T00:00:00Z')];
  return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
}

function anyProvider(contracts: readonly string[], text: fc.Arbitrary<string>): fc.Arbitrary<ProviderResult> {
  const outcomes = fc
    .tuple(
      fc.tuple(...contracts.map((contract) => anyOutcome(fc.constant(contract), text))),
      fc.array(anyOutcome(text, text), { maxLength: 2 }),
    )
    .map((both) => both.flat());
  return fc
    .record<Omit<ProviderResult, 'verdict'>>(
      {
        name: text,
        tier: fc.constantFrom('testing', 'additional', 'reference'),
        source: fc.record({ path: text, version: text }, { requiredKeys: ['path'] }),
        digest: text,
        capabilities: anyCapabilities(),
        testbed: anyTestbed(text),
        alsoOn: fc.array(anyTestbed(text), { maxLength: 2 }),
        outcomes,
        remarks: fc.array(text, { maxLength: 2 }),
        resources: fc.record({ created: fc.nat(99), destroyed: fc.nat(99), leaked: fc.nat(3) }),
        timing: fc.record({ totalMs: fc.nat(99_999) }),
      },
      { requiredKeys: ['name', 'tier', 'digest', 'capabilities', 'testbed', 'outcomes', 'resources', 'timing'] },
    )
    .map((provider) => ({ ...provider, verdict: verdictOf(provider.outcomes) }));
}

function anyCapabilities(): fc.Arbitrary<ProviderResult['capabilities']> {
  return fc
    .tuple(...capabilityNames.map((name) => fc.boolean().map((isThere) => [name, isThere] as const)))
    .map((flags) => Object.fromEntries(flags) as ProviderResult['capabilities']);
}

function anyTestbed(text: fc.Arbitrary<string>): fc.Arbitrary<TestbedOfRun> {
  const milliseconds = fc.nat(600_000);
  return fc.record({
    name: text,
    fidelity: fc.constantFrom(...fidelities),
    tolerances: fc.record({
      consistencyWindowMs: milliseconds,
      bootTimeoutMs: milliseconds,
      terminateTimeoutMs: milliseconds,
      callTimeoutMs: milliseconds,
    }),
  });
}

function anyOutcome(contract: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<Outcome> {
  return fc.record<Outcome>(
    {
      contract,
      level: fc.constantFrom('must', 'should'),
      testbed: text,
      outcome: fc.constantFrom(...outcomeKinds),
      reason: fc.record({ code: fc.constantFrom(...reasonCodes), text }),
      cases: fc.nat(999),
      steps: fc.nat(9_999),
      seed: fc.nat(),
      timing: fc.record({ p50Ms: fc.nat(999), p95Ms: fc.nat(9_999) }),
      counterexample: anyCounterexample(text),
      coverage: fc.record({ acting: fc.nat(99), reached: fc.dictionary(text.filter(isOrdinaryKey), fc.nat(99)) }),
      weak: text,
      missing: fc.array(text, { maxLength: 2 }),
      waiver: anyWaiver(text),
    },
    { requiredKeys: ['contract', 'level', 'outcome', 'cases', 'steps', 'seed', 'timing'] },
  );
}

/** What is read from a file never has that key. */
function isOrdinaryKey(key: string): boolean {
  return key !== '__proto__';
}

function anyWaiver(text: fc.Arbitrary<string>): fc.Arbitrary<NonNullable<Outcome['waiver']>> {
  return fc.record({
    owner: text,
    reason: text,
    link: fc.oneof(text, fc.webUrl()),
    expires: anyTime().map((time) => time.slice(0, 'yyyy-mm-dd'.length)),
    state: fc.constantFrom('applied', 'needless', 'expired'),
  });
}

function anyCounterexample(text: fc.Arbitrary<string>): fc.Arbitrary<Counterexample> {
  const call = fc.record(
    { atMs: fc.nat(9_999), operation: text, request: text, response: text, fault: text },
    { requiredKeys: ['atMs', 'operation', 'request', 'response'] },
  );
  return fc.record({
    steps: fc.array(
      text.map((target) => ({ op: 'terminate', target }) as const),
      { maxLength: 3 },
    ),
    program: fc.array(text, { maxLength: 3 }),
    expected: text,
    actual: text,
    transcript: fc.array(call, { maxLength: 3 }),
    replay: text,
    found: fc.record({ stepsBefore: fc.nat(99), cases: fc.nat(99), shrinkRuns: fc.nat(99) }),
  });
}
