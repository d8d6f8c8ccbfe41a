import fc from 'fast-check';
import type { Fault } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { lastingErrors } from '../generators/native-error.ts';
import { countsAtPageBoundaries, listedMax } from '../generators/page-counts.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { faultsOf, spoiltAnswers } from '../generators/wire-fault.ts';
import { mustSpawn } from '../instance-checks.ts';
import { isLastWrite, waitQuiet } from '../quiet.ts';
import { failedHonestly, mustList } from '../reads.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const failedPageIsAnError: Contract = defineContract({
  id: 'observe.failed-page-is-an-error',
  intent: 'observe',
  title: 'A failed page fails the list',
  statement:
    'When the service fails on any page of a list, when a page is spoilt on its way, says itself that it is short, or says that it comes next again and again, list throws a ProviderError, or tries again and is complete. It never gives the pages that it has, and never goes on for ever.',
  needs: ['faults'],
  steps: (facts) => {
    const kinds = pageFaults(facts);
    if (kinds.length === 0) return fc.constant([]);
    const count = fc.integer({ min: 1, max: listedMax(facts) });
    return fc
      .tuple(count, fc.nat(pagesOf(facts, listedMax(facts))), fc.constantFrom(...kinds))
      .map(([drawn, page, kind]) => toSteps(facts, drawn, [kind((page % pagesOf(facts, drawn)) + 1)]));
  },
  boundaries: (facts) => {
    const [first, ...others] = pageFaults(facts);
    if (first === undefined) return [];
    const secondPage = Math.min(listedMax(facts), (facts.pageSize ?? 0) + 1);
    const counts = countsAtPageBoundaries(facts).filter((count) => count > 0);
    return [
      ...counts.map((count) => toSteps(facts, count, [first(pagesOf(facts, count))])),
      toSteps(
        facts,
        secondPage,
        others.map((kind) => kind(pagesOf(facts, secondPage))),
      ),
      // Where a list asks several places, nobody can say which call is about the machines.
      toSteps(facts, secondPage, spoiltFaults(facts)),
      // Of two pages the second has no next one that could be it again.
      ...circles(facts).map((kind) => toSteps(facts, listedMax(facts), [kind()])),
    ];
  },
  run: (trial) => trial.play({ spawn: quietAfterLast, list: mustBeCompleteOrFail }),
});

/** The nth native call of a list asks for the nth page. */
function pageFaults(facts: WorldFacts): readonly ((page: number) => Fault)[] {
  const errors = lastingErrors(facts).map(
    (error) =>
      (nth: number): Fault => ({ kind: 'native-error', error, scope: { operation: 'list', nth } }),
  );
  const spoilt = spoiltFaults(facts).map(
    (fault) =>
      (nth: number): Fault => ({ ...fault, scope: { ...fault.scope, nth } }),
  );
  return [...errors, ...spoilt, ...circles(facts)];
}

function spoiltFaults(facts: WorldFacts): readonly Fault[] {
  return faultsOf(facts, ['request-lost', ...spoiltAnswers, 'partial-batch'], { operation: 'list' });
}

function circles(facts: WorldFacts): readonly (() => Fault)[] {
  return faultsOf(facts, ['repeated-page-token'], { operation: 'list' }).map((fault) => () => fault);
}

/** So many machines, and a list under each of the faults, one after the other. */
function toSteps(facts: WorldFacts, count: number, faults: readonly Fault[]): readonly Step[] {
  const lists = faults.flatMap((fault, index): readonly Step[] => {
    const as = `f${index + 1}`;
    return [{ op: 'fault', as, fault }, { op: 'list' }, { op: 'heal', target: as }];
  });
  return [...spawnMany(facts, count), ...lists];
}

function pagesOf(facts: WorldFacts, count: number): number {
  return Math.ceil(count / (facts.pageSize ?? count)) || 1;
}

async function quietAfterLast(result: StepResult<'spawn'>, trial: Trial): Promise<void> {
  mustSpawn(result, trial);
  if (isLastWrite(trial, result.step)) await waitQuiet(trial);
}

function mustBeCompleteOrFail(result: StepResult<'list'>, trial: Trial): void {
  if (failedHonestly(trial, result)) return;
  const listed = mustList(trial, result);
  const missing = trial.alive().filter((name) => !listed.some((instance) => instance.id === trial.idOf(name)));
  trial.expect(
    missing.length === 0,
    'a list whose page failed throws or is complete',
    () => `it resolved without ${missing.join(', ')}; ${listed.length} listed, ${trial.alive().length} alive`,
  );
}
