import fc from 'fast-check';
import type { ChaosReport } from '../../../src/chaos/chaos-report.ts';
import { type OutcomeKind, outcomeKinds, type ProviderResult, type Report } from '../../../src/engine/report.ts';
import {
  type Cell,
  type CellEvidence,
  cellStates,
  type Matrix,
  type MatrixProvider,
} from '../../../src/matrix/matrix.ts';
import { capabilityNames } from '../../../src/provider/capability.ts';
import { anyReport } from '../../reporters/any-report.ts';
import { anyText } from '../../reporters/hostile-texts.ts';
import { sampleChaos } from './sample-matrix.ts';

/** Matrices with any text wherever a text may stand, and any state beside any evidence. */
export function anyMatrix(chaos: ChaosReport, text: fc.Arbitrary<string> = anyText()): fc.Arbitrary<Matrix> {
  return anyReport({ text }).chain((report) =>
    fc.record<Matrix>({
      title: text,
      builtAt: fc.constant('2026-11-20T12:00:00.000Z'),
      assayVersion: text,
      lifetime: fc.constant({ staleAfterDays: 7, expiresAfterDays: 30 }),
      contracts: fc.tuple(...idsOf(report).map((id) => anyContract(id, text))),
      providers: fc.tuple(...report.providers.map((provider, index) => anyProvider(report, provider, index, text))),
      chaos: fc.array(anyChaos(chaos, text), { maxLength: 1 }),
      refused: fc.array(fc.record({ file: text, why: text }), { maxLength: 2 }),
    }),
  );
}

function idsOf({ contractSet, providers }: Report): readonly string[] {
  return [
    ...new Set([...contractSet.ids, ...providers.flatMap(({ outcomes }) => outcomes.map(({ contract }) => contract))]),
  ];
}

function anyContract(id: string, text: fc.Arbitrary<string>): fc.Arbitrary<Matrix['contracts'][number]> {
  return fc.record({
    ...{ id: fc.constant(id), intent: text, title: text, statement: text },
    level: fc.constantFrom('must', 'should'),
    requires: fc.subarray([...capabilityNames]),
  });
}

function anyProvider(
  report: Report,
  provider: ProviderResult,
  index: number,
  text: fc.Arbitrary<string>,
): fc.Arbitrary<MatrixProvider> {
  const { name, tier, digest, capabilities, verdict, source } = provider;
  const version = source?.version;
  const placed = { name, slug: `provider-${index}`, tier, digest, capabilities, verdict };
  return fc
    .record({
      cells: fc.tuple(...idsOf(report).map((id) => anyCell(id, provider, text))),
      runs: fc.array(anyRun(provider, text), { maxLength: 3 }),
      contractSet: fc.record({ version: text, digest: text }),
    })
    .map((rest) => ({ ...placed, ...(version === undefined ? {} : { version }), ...rest }));
}

function anyRun(provider: ProviderResult, text: fc.Arbitrary<string>): fc.Arbitrary<MatrixProvider['runs'][number]> {
  const counts = Object.fromEntries(outcomeKinds.map((kind) => [kind, fc.nat(9)])) as Record<
    OutcomeKind,
    fc.Arbitrary<number>
  >;
  return fc.record({
    ...{ id: text, file: text, finishedAt: text, seed: fc.nat(), assayVersion: text, digest: text },
    contractSet: fc.record({ version: text, digest: text }),
    standing: fc.constantFrom('current', 'other-source', 'other-contract-set'),
    testbeds: fc.constant([provider.testbed, ...(provider.alsoOn ?? [])]),
    verdict: fc.constant(provider.verdict),
    counts: fc.record(counts),
    signature: anySignature(text),
    isInterrupted: fc.boolean(),
  });
}

function anyCell(contract: string, provider: ProviderResult, text: fc.Arbitrary<string>): fc.Arbitrary<Cell> {
  const outcome = provider.outcomes.find((each) => each.contract === contract);
  const state = fc.constantFrom(...cellStates);
  const history = fc.array(fc.option(state, { nil: undefined }), { maxLength: 40 });
  if (!outcome) return fc.record({ contract: fc.constant(contract), state, history });
  const evidence: fc.Arbitrary<CellEvidence> = fc.record({
    ...{
      outcome: fc.constant(outcome),
      run: fc.nat(3),
      testbed: text,
      fidelity: fc.constant(provider.testbed.fidelity),
    },
    ...{ finishedAt: text, ageDays: fc.double({ min: -1, max: 9_999, noNaN: true }) },
    freshness: fc.constantFrom('fresh', 'stale', 'expired'),
    signature: anySignature(text),
  });
  const conflict = fc.array(evidence, { minLength: 2, maxLength: 2 });
  return fc.record(
    { contract: fc.constant(contract), state, history, evidence, conflict },
    { requiredKeys: ['contract', 'state', 'history'] },
  );
}

function anySignature(text: fc.Arbitrary<string>): fc.Arbitrary<CellEvidence['signature']> {
  return fc.oneof(
    fc.constant({ state: 'unsigned' } as const),
    fc.record({ state: fc.constantFrom('trusted' as const, 'unchecked' as const), signer: text }),
  );
}

function anyChaos(report: ChaosReport, text: fc.Arbitrary<string>): fc.Arbitrary<Matrix['chaos'][number]> {
  const failure = {
    ...{ oracle: 'I02', signature: 's', seed: 1, seen: 1, digest: 'd', experiment: { operations: [] } as never },
    ...{
      found: { run: 1, operations: 1, disturbances: 1, shrinkRuns: 1 },
      emitted: { experiment: '', test: '', page: '' },
    },
  };
  return fc.tuple(text, text, text).map(([one, two, three]) => ({
    ...sampleChaos({
      ...report,
      controlPlane: { name: one, path: two },
      museum: { entry: one, title: two, bug: three, oracle: one },
      reasons: [one],
      disturbances: [
        {
          ...{ kind: one, number: two, meaning: three, support: 'unsupported', why: one },
          planned: 0,
          acted: 0,
          reaction: {},
        },
      ],
      failures: [{ ...failure, title: one, message: two, story: [three, one], replay: two }],
    }),
    ...{ file: three, timelines: [] },
  }));
}
