import { isAnswerBeside } from '../../engine/is-answer-beside.ts';
import type { Outcome, Verdict } from '../../engine/report.ts';
import { verdictOf } from '../../engine/verdict.ts';
import { type Capabilities, capabilityNames } from '../../provider/capability.ts';
import { type Judgement, judgementOn } from '../evidence/judgement.ts';
import type { RunRecord } from '../evidence/run-record.ts';
import type { Cell, CellEvidence, CellState, MatrixContract, MatrixProvider, MatrixRun, Standing } from '../matrix.ts';
import { stateOf } from './cell-state.ts';
import { type Candidate, chooseEvidence } from './choose-evidence.ts';
import { type Age, ageOfJudgement, ageOfRun, type Clock } from './freshness.ts';
import { lastWhole, type NewestFirst, standingOf } from './standing.ts';

/** Gives the outcomes of a run in full. */
export type OutcomesOf = (record: RunRecord) => ReadonlyMap<string, Outcome>;

export interface JoinOptions {
  readonly clock: Clock;
  readonly contracts: readonly MatrixContract[];
  readonly outcomesOf: OutcomesOf;
}

/** What is known of one provider, of whose runs there is at least one. */
export function joinProvider(records: NewestFirst, slug: string, options: JoinOptions): MatrixProvider {
  const last = lastWhole(records);
  const dated = records.map((record, place): DatedRun => {
    const age = ageOfRun(record, options.clock);
    const ageOf = (judgement: Judgement) => ageOfJudgement(judgement, record, age, options.clock);
    return { record, place, standing: standingOf(record, last), ageOf };
  });
  const current = dated.filter(({ standing }) => standing === 'current');
  const cells = options.contracts.map((contract) => cellOf(contract.id, dated, current, options.outcomesOf));
  const { name, tier, source, digest } = last.provider;
  return {
    ...{ name, slug, tier },
    ...(source?.version !== undefined && { version: source.version }),
    digest,
    contractSet: setOf(last),
    capabilities: declaredOnAny(current),
    verdict: verdictOfCells(cells, current),
    runs: dated.map(toRun),
    cells,
  };
}

function setOf({ contractSet: { version, digest } }: RunRecord): MatrixProvider['contractSet'] {
  return { version, digest };
}

interface DatedRun {
  readonly record: RunRecord;
  readonly place: number;
  readonly standing: Standing;
  readonly ageOf: (judgement: Judgement) => Age;
}

function cellOf(
  contract: string,
  dated: readonly DatedRun[],
  current: readonly DatedRun[],
  outcomesOf: OutcomesOf,
): Cell {
  const said = current.flatMap((run) => saidOf(run, contract));
  const answers = said.filter((one) => isAnswerBeside(one, said));
  const choice = chooseEvidence(answers.map(({ candidate }) => candidate));
  const evidenceOf = ({ run }: Candidate) => (dated[run] ? evidenceIn(dated[run], contract, outcomesOf) : []);
  const [evidence] = choice.evidence ? evidenceOf(choice.evidence) : [];
  return {
    contract,
    state: choice.state,
    ...(evidence && { evidence }),
    ...(choice.conflict && { conflict: choice.conflict.flatMap(evidenceOf) }),
    history: dated.map(({ record }) => saidIn(record, contract)),
  };
}

interface SaidInRun {
  readonly candidate: Candidate;
  readonly capabilities: Capabilities;
  readonly reason?: NonNullable<Judgement['reason']>;
}

function saidOf({ record, place, ageOf }: DatedRun, contract: string): readonly SaidInRun[] {
  const judgement = judgementOn(contract, record.judgements);
  if (!judgement) return [];
  const { fidelity } = testbedOf(record, judgement);
  const [isExpired, isInterrupted] = [ageOf(judgement).freshness === 'expired', record.run.interrupted];
  const candidate = { judgement, run: place, fidelity, isExpired, isInterrupted };
  return [
    { candidate, capabilities: record.provider.capabilities, ...(judgement.reason && { reason: judgement.reason }) },
  ];
}

function testbedOf({ testbeds }: RunRecord, { testbed }: Judgement): Pick<RunRecord['testbeds'][number], 'fidelity'> {
  return testbeds.find(({ name }) => name === testbed) ?? { fidelity: 'simulated' };
}

function evidenceIn(
  { record, place, ageOf }: DatedRun,
  contract: string,
  outcomesOf: OutcomesOf,
): readonly CellEvidence[] {
  const [judgement, outcome] = [judgementOn(contract, record.judgements), outcomesOf(record).get(contract)];
  if (!judgement || !outcome) return [];
  return [
    {
      ...{ outcome, run: place, testbed: judgement.testbed },
      fidelity: testbedOf(record, judgement).fidelity,
      finishedAt: judgement.finishedAt ?? record.run.finishedAt,
      ...ageOf(judgement),
      signature: record.signature,
    },
  ];
}

function saidIn({ judgements }: RunRecord, contract: string): CellState | undefined {
  const judgement = judgementOn(contract, judgements);
  return judgement && stateOf(judgement);
}

/** A service may offer less on one testbed than on another; of each, its newest run says. */
function declaredOnAny(current: readonly DatedRun[]): Capabilities {
  const newest = [...Map.groupBy(current, ({ record }) => record.testbeds[0]?.name).values()].flatMap(
    ([run]) => run ?? [],
  );
  const declared = capabilityNames.map((name) => [
    name,
    newest.some(({ record }) => record.provider.capabilities[name]),
  ]);
  return Object.fromEntries(declared) as Capabilities;
}

/** Of what the runs speak of; another set may have more. */
function verdictOfCells(cells: readonly Cell[], current: readonly DatedRun[]): Verdict {
  const asked = cells.filter(({ contract }) => current.some(({ record }) => record.judgements.places.has(contract)));
  return verdictOf(asked.flatMap(countedAs));
}

/** A conflict counts as flaky; what is no evidence any more counts as not run. */
function countedAs({ state, evidence }: Cell): readonly Outcome[] {
  if (!evidence) return [];
  const { outcome } = evidence;
  if (state === 'conflict') return [{ ...outcome, outcome: 'flaky' }];
  return [state === 'expired' ? { ...outcome, outcome: 'not-run' } : outcome];
}

function toRun({ record, standing }: DatedRun): MatrixRun {
  const { file, run, provider, testbeds, verdict, signature } = record;
  return {
    ...{ id: run.id, file, finishedAt: run.finishedAt, seed: run.seed },
    ...(run.assayVersion !== undefined && { assayVersion: run.assayVersion }),
    ...{ contractSet: setOf(record), digest: provider.digest, standing, testbeds, verdict },
    counts: countsOf(record),
    signature,
    isInterrupted: run.interrupted,
  };
}

function countsOf({ judgements }: RunRecord): MatrixRun['counts'] {
  const counts = { pass: 0, fail: 0, skip: 0, flaky: 0, inconclusive: 0, 'not-run': 0 };
  for (const { outcome } of judgements.list) counts[outcome] += 1;
  return counts;
}
