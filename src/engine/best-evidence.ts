import { fidelities } from '../testbed/fidelity.ts';
import type { Outcome, OutcomeKind, RunResult, TestbedOfRun } from './report.ts';
import { weightOf } from './weight-of.ts';

/** An outcome of which it is known where and when it came about. */
type TracedOutcome = Outcome & Required<Pick<Outcome, 'testbed' | 'run'>>;

/** What several runs come to for one contract. It depends on what they say alone, and not on their order. */
export function bestEvidence(outcomes: readonly TracedOutcome[], testbeds: readonly TestbedOfRun[]): TracedOutcome {
  const closenessOf = ({ testbed }: Outcome) =>
    fidelities.indexOf(testbeds.find(({ name }) => name === testbed)?.fidelity ?? 'simulated');
  return (
    [...Map.groupBy(outcomes, ({ testbed }) => testbed).values()]
      .map(onOneTestbed)
      // Of two that say the same, the one from closer to the real service.
      .toSorted(
        (a, b) => weightOf(a) - weightOf(b) || closenessOf(b) - closenessOf(a) || byAge(b.run, a.run),
      )[0] as TracedOutcome
  );
}

/** The newest complete result; what was not judged never takes its place, and what disagrees is shown. */
function onOneTestbed(outcomes: readonly TracedOutcome[]): TracedOutcome {
  const judged = outcomes.filter(({ outcome }) => judgedKinds.includes(outcome));
  const newestFirst = (judged.length > 0 ? judged : outcomes).toSorted((a, b) => byAge(b.run, a.run));
  if (judged.length === 0) return newestFirst.toSorted((a, b) => weightOf(a) - weightOf(b))[0] as TracedOutcome;
  const results = newestOfEachKind(newestFirst.flatMap(resultsOf));
  const [newest] = newestFirst as [TracedOutcome];
  if (results.length === 1) return newest;
  // The worst says most: it has a counterexample.
  const worst = judgedKinds.find((kind) => results.some(({ outcome }) => outcome === kind));
  return inConflict(newestFirst.find((each) => kindOf(each) === worst) ?? newest, results);
}

/** Executed assertions came to these; the worst first. */
const judgedKinds: readonly OutcomeKind[] = ['fail', 'flaky', 'pass'];

function resultsOf({ conflict, outcome, run }: TracedOutcome): readonly RunResult[] {
  return conflict ?? [{ outcome, run: run.id, finishedAt: run.finishedAt }];
}

/** What it was before it became part of a conflict. */
function kindOf({ conflict, outcome, run }: TracedOutcome): OutcomeKind {
  return conflict?.find((result) => result.run === run.id)?.outcome ?? outcome;
}

function newestOfEachKind(results: readonly RunResult[]): readonly RunResult[] {
  const newestFirst = results.toSorted((a, b) => byAge({ id: b.run, ...b }, { id: a.run, ...a }));
  return newestFirst.filter(
    ({ outcome }, place) => newestFirst.findIndex((other) => other.outcome === outcome) === place,
  );
}

/** Nobody answers for a disagreement: a waiver is for a failure. */
function inConflict({ waiver: _, ...outcome }: TracedOutcome, conflict: readonly RunResult[]): TracedOutcome {
  const said = conflict.map((result) => `${result.outcome} in run ${result.run} (${result.finishedAt})`);
  const text = `runs of the same provider disagree: ${said.join(', ')}`;
  return { ...outcome, outcome: 'flaky', reason: { code: 'unstable', text }, conflict };
}

function byAge(
  a: { readonly id: string; readonly finishedAt: string },
  b: { readonly id: string; readonly finishedAt: string },
): number {
  return Date.parse(a.finishedAt) - Date.parse(b.finishedAt) || (a.id < b.id ? -1 : Number(a.id > b.id));
}
