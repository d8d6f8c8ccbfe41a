import type { Instance } from '../../provider/instance.ts';
import type { ListFilter } from '../../provider/requests.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyFilteredLists, everyFilter } from '../generators/filter.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { findInstance, mustSpawn } from '../instance-checks.ts';
import { isLastWrite, waitSettled } from '../quiet.ts';
import { mustList } from '../reads.ts';
import { type Known, satisfies } from '../satisfies.ts';
import type { Name, Step, StepOf, SymbolicFilter } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const filters: Contract = defineContract({
  id: 'observe.filters',
  intent: 'observe',
  title: 'Filters follow set algebra',
  statement:
    'A filtered list holds exactly the instances that satisfy every part of the filter, each once. Within `ids` and `statuses` one match is enough, so an empty array matches nothing; every tag must match; an absent part does not narrow. A list by two parts is what both lists by one part have in common.',
  steps: anyFilteredLists,
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      ...emptyParts.map((filter): Step => ({ op: 'list', filter })),
    ],
    everyFilter(facts),
  ],
  run: async (trial) => {
    let known: readonly Own[] = [];
    const settleAfterLast = async (result: StepResult<'spawn'>): Promise<void> => {
      mustSpawn(result, trial);
      if (!isLastWrite(trial, result.step)) return;
      await waitSettled(trial);
      known = await lookAtOwn(trial);
    };
    await trial.play({ spawn: settleAfterLast, list: (result) => mustFilter(trial, result, known) });
  },
});

const emptyParts: readonly SymbolicFilter[] = [{ ids: [] }, { statuses: [] }, { tags: {} }, {}];

async function mustFilter(trial: Trial, result: StepResult<'list'>, known: readonly Own[]): Promise<void> {
  const filter = result.step.filter ?? {};
  const listed = mustList(trial, result);
  mustHoldOnce(trial, listed);
  for (const instance of listed) mustSatisfy(trial, filter, instance);
  for (const own of known) mustHoldIfSatisfied(trial, filter, own, listed);
  await mustIntersect(trial, filter, known, listed);
}

/** One of the trial's own instances, with what is known of it for certain. */
interface Own {
  readonly name: Name;
  readonly truth: Known;
}

/** What was asked for, and else what the list without a filter says. The status only where it has come to rest. */
async function lookAtOwn(trial: Trial): Promise<readonly Own[]> {
  const listed = mustList(trial, await trial.probe({ op: 'list' }));
  return trial.alive().map((name) => {
    const id = trial.idOf(name) ?? name;
    const seen = findInstance(listed, id);
    const asked = requestOf(trial, name);
    const region = asked?.region ?? seen?.region;
    const status = seen?.status === 'running' ? seen.status : undefined;
    const tags = { ...seen?.tags, ...asked?.tags };
    return { name, truth: { id, tags, ...(region !== undefined && { region }), ...(status && { status }) } };
  });
}

function requestOf(trial: Trial, name: Name): StepOf<'spawn'>['request'] | undefined {
  return trial.steps.find((step): step is StepOf<'spawn'> => step.op === 'spawn' && step.as === name)?.request;
}

function mustHoldOnce(trial: Trial, listed: readonly Instance[]): void {
  for (const name of trial.bound()) {
    const times = listed.filter((instance) => instance.id === trial.idOf(name)).length;
    trial.expect(times <= 1, 'a filtered list holds no instance twice', () => `${name} ${times} times`);
  }
}

function mustSatisfy(trial: Trial, filter: SymbolicFilter, instance: Instance): void {
  trial.expect(
    satisfies(resolveIds(trial, filter), instance) !== 'no',
    'every instance in a filtered list satisfies the filter',
    () => `${describeValue(instance)} for ${describeValue(filter)}`,
  );
}

function mustHoldIfSatisfied(trial: Trial, filter: SymbolicFilter, own: Own, listed: readonly Instance[]): void {
  const satisfied = satisfies(resolveIds(trial, filter), own.truth);
  const held = findInstance(listed, own.truth.id) !== undefined;
  trial.expect(
    satisfied !== 'yes' || held,
    'a filtered list holds every instance that satisfies the filter',
    () => `${own.name} is missing for ${describeValue(filter)}; it has ${describeValue(own.truth)}`,
  );
  trial.expect(
    satisfied !== 'no' || !held,
    'every instance in a filtered list satisfies the filter',
    () => `${own.name} for ${describeValue(filter)}; it has ${describeValue(own.truth)}`,
  );
}

function resolveIds(trial: Trial, filter: SymbolicFilter): ListFilter {
  return filter.ids ? { ...filter, ids: filter.ids.map((name) => trial.idOf(name) ?? name) } : filter;
}

/**
 * list(a AND b) = list(a) ∩ list(b). Asked only where nobody has told of a region, so that a list by it cannot be
 * judged by itself; elsewhere each list is judged by what is known, and then they cannot disagree.
 */
async function mustIntersect(
  trial: Trial,
  filter: SymbolicFilter,
  known: readonly Own[],
  listed: readonly Instance[],
): Promise<void> {
  const parts = Object.entries(filter).filter(([, part]) => part !== undefined);
  const untold = known.filter(({ truth }) => truth.region === undefined && truth.status !== undefined);
  if (parts.length < 2 || filter.region === undefined || untold.length === 0) return;
  let common = untold;
  for (const [key, part] of parts) {
    common = heldIn(mustList(trial, await trial.probe({ op: 'list', filter: { [key]: part } })), common);
  }
  const [both, shared] = [heldIn(listed, untold), common].map((owns) => describeValue(owns.map(({ name }) => name)));
  trial.expect(
    both === shared,
    'a list by several parts is what the lists by each part have in common',
    () => `${both} by all parts, ${shared} in common, for ${describeValue(filter)}`,
  );
}

function heldIn(listed: readonly Instance[], owns: readonly Own[]): Own[] {
  return owns.filter(({ truth }) => findInstance(listed, truth.id) !== undefined);
}
