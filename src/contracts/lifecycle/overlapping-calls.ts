import type { Instance } from '../../provider/instance.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyOverlappingCalls } from '../generators/overlapping-calls.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import { callsOnInstance, finalRead } from '../instance-history.ts';
import { instanceModel } from '../instance-model.ts';
import { checkLinearizable } from '../linearizability.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { TimedResult } from '../timed-result.ts';
import type { Trial } from '../trial.ts';

export const overlappingCalls: Contract = defineContract({
  id: 'lifecycle.overlapping-calls',
  intent: 'operate',
  title: 'Calls that overlap have an order that explains them',
  statement:
    'When two or three clients call at the same time, every instance behaves as if their calls on it had come one after another, in some order that is true to when each began and ended. Spawns at the same time make machines with ids of their own, and get gives the instance that it was asked for. A read may be late by the consistency window; what an instance has come to after that may not. terminate works also while others call it.',
  reaches: ['overlap resolved', 'spawn resolved', 'terminate resolved', 'status running'],
  breadth: 4,
  steps: anyOverlappingCalls,
  boundaries: (facts) => [
    ...(facts.instancesMax > 1 ? twoAtOnce(facts) : []),
    [spawnStep(facts), together([end('i1')], [end('i1')])],
    [spawnStep(facts), together([look('i1')], [look('i1')], [{ op: 'list' }])],
    [spawnStep(facts), together([{ op: 'list' }], [end('i1')])],
    [spawnStep(facts), together([look('i1')], [end('i1')])],
    [spawnStep(facts), together([end('i1'), end('i1')], [{ op: 'list' }, { op: 'get', target: 'i1' }], [end('i1')])],
  ],
  run: async (trial: Trial) => {
    const calls: TimedResult[] = [];
    await trial.play({
      spawn: mustSpawn,
      overlap: (result) => {
        if (result.outcome === 'resolved') calls.push(...result.value.flat());
      },
    });
    for (const { result } of calls) mustNotBreak(result, trial, calls);
    mustBeDistinct(trial);
    await waitQuiet(trial);
    for (const name of trial.bound()) await mustBeExplained(trial, name, calls);
  },
});

/** Two clients that do the same at the same moment, with machines of their own; and one that makes one beside the others. */
function twoAtOnce(facts: WorldFacts): readonly (readonly Step[])[] {
  const both = [spawnStep(facts), spawnStep(facts, 'i2')];
  return [
    [together([spawnStep(facts, 'c1'), end('c1')], [spawnStep(facts, 'c2'), end('c2')])],
    [...both, together([end('i1')], [end('i2')])],
    [...both, together([look('i1')], [look('i2')])],
    [spawnStep(facts), together([spawnStep(facts, 'c1')], [end('i1')])],
    [spawnStep(facts), together([spawnStep(facts, 'c1')], [look('i1')], [{ op: 'list' }])],
  ];
}

function spawnStep(facts: WorldFacts, as: Name = 'i1'): Step {
  return { op: 'spawn', as, request: plainRequest(facts) };
}

function look(target: Name): Step {
  return { op: 'get', target };
}

function end(target: Name): Step {
  return { op: 'terminate', target };
}

function together(...clients: readonly (readonly Step[])[]): Step {
  return { op: 'overlap', clients };
}

/** Whoever hibernates and resumes at once may be told to wait; nobody who terminates, spawns or looks. */
function mustNotBreak(result: StepResult, trial: Trial, calls: readonly TimedResult[]): void {
  if (result.outcome === 'resolved') {
    mustBeAskedFor(result, trial);
    return;
  }
  const { op } = result.step;
  const isContended = calls.some((call) => ['hibernate', 'resume'].includes(call.result.step.op));
  const mayRefuse = isContended && ['hibernate', 'resume', 'terminate'].includes(op);
  const isHonest = result.outcome === 'threw' && isProviderError(result.thrown);
  trial.expect(mayRefuse && isHonest, 'calls that overlap still resolve', () => `${op}: ${describeResult(result)}`);
}

function mustBeAskedFor(result: StepResult, trial: Trial): void {
  if (result.step.op !== 'get' || result.outcome !== 'resolved') return;
  const { target } = result.step;
  const seen = result.value as Instance | null;
  const isRight = seen === null || seen?.id === trial.idOf(target);
  trial.expect(isRight, 'get gives the instance that it was asked for', () => `get(${target}) gave ${seen?.id}`);
}

function mustBeDistinct(trial: Trial): void {
  const names = trial.bound();
  const ids = new Set(names.map((name) => trial.idOf(name)));
  const expected = 'spawns at the same time give every instance an id of its own';
  trial.expect(ids.size === names.length, expected, () => `${names.join(', ')} have ${ids.size} ids between them`);
}

async function mustBeExplained(trial: Trial, name: Name, calls: readonly TimedResult[]): Promise<void> {
  const last = mustGet(trial, await trial.probe({ op: 'get', target: name }));
  const history = [...callsOnInstance(trial, name, calls), finalRead(last)];
  // Undecided is no finding; at this length the search always comes to an end.
  const isExplained = checkLinearizable(history, instanceModel).verdict !== 'not-linearizable';
  trial.expect(isExplained, 'some order of the overlapping calls explains every result', () => {
    const shown = last === null ? 'null' : last.status;
    return `no order of the ${history.length - 1} calls on ${name} explains them; at last get showed ${shown}`;
  });
}
