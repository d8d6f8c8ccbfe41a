import fc from 'fast-check';
import type { Instance } from '../../provider/instance.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyKey, spawnUnder } from '../generators/keyed-request.ts';
import { anyPause } from '../generators/pause.ts';
import { isEnded, isLive, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import { mustRefuse } from '../refusals.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';
import { watchWindows } from '../window-watch.ts';

export const keyOfTheTerminated: Contract = defineContract({
  id: 'idempotency.key-of-the-terminated',
  intent: 'launch',
  title: 'The key of a terminated instance brings no ghost',
  statement:
    'Once the consistency window has passed since terminate, spawn with the key of that instance throws a ProviderError, or resolves to it as to one that ends or has ended, or to a new one that stays, also when the old one is terminated once more. It never hands out as good what is on its way out.',
  requires: ['idempotentSpawn'],
  needs: ['ledger'],
  reaches: ['spawn resolved', 'terminate resolved'],
  steps: anyReuse,
  boundaries: (facts) => {
    const settled: Step = { op: 'wait', ms: facts.tolerances.consistencyWindowMs };
    return [reuse(facts, 'key', [settled], []), reuse(facts, 'key', [], [])];
  },
  run: async (trial: Trial) => {
    const ended = new Set<string | undefined>();
    const watch = watchWindows(trial);
    await trial.play({
      spawn: async (result) => {
        if (ended.size === 0) return mustSpawn(result, trial);
        if (result.outcome !== 'resolved') {
          mustRefuse(trial, result, 'spawn with the key of a terminated instance resolves or throws a ProviderError');
          return;
        }
        mustSpawn(result, trial);
        const { as } = result.step;
        if (!ended.has(trial.idOf(as))) await mustStay(trial, as, lastEnded(trial));
        else if (watch.due().length > 0) mustAdmit(trial, as, result.value);
      },
      terminate: (result) => {
        mustResolve(trial, result);
        ended.add(trial.idOf(result.step.target));
        watch.written(result.step.target);
        watch.stepEnded();
      },
      wait: watch.stepEnded,
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn that is refused makes nothing');
  },
});

function lastEnded(trial: Trial): Name {
  return trial.results('terminate').at(-1)?.step.target ?? '';
}

function mustAdmit(trial: Trial, name: Name, instance: Instance): void {
  const expected = 'an instance that was terminated is given as one that ends or has ended';
  trial.expect(isEnded(instance), expected, () => `${name} is ${instance.status}`);
}

/** Where names are given again, the name of the old one may be the new one's. */
async function mustStay(trial: Trial, name: Name, old: Name): Promise<void> {
  const expected = 'an instance that is given anew stays, whatever becomes of the old one';
  mustResolve(trial, await trial.probe({ op: 'terminate', target: old }));
  await waitQuiet(trial);
  await mustExist(trial, name, expected);
  const instance = mustGet(trial, await trial.probe({ op: 'get', target: name }));
  trial.expect(isLive(instance), expected, () => `${name} is ${instance?.status ?? 'null'}`);
}

function anyReuse(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const before: readonly Step[] = [{ op: 'await-running', target: 'i1' }];
  const { consistencyWindowMs, terminateTimeoutMs } = facts.tolerances;
  const settled: readonly Step[] = [{ op: 'wait', ms: consistencyWindowMs }];
  const after: readonly Step[] = [{ op: 'wait', ms: terminateTimeoutMs }];
  return fc
    .tuple(anyKey(), anyPause(facts), fc.constantFrom([], before), fc.constantFrom([], settled, settled, after))
    .map(([key, pause, runs, gone]) => reuse(facts, key, [...pause, ...gone], runs));
}

function reuse(facts: WorldFacts, key: string, after: readonly Step[], before: readonly Step[]): readonly Step[] {
  return [
    spawnUnder(facts, 'i1', key),
    ...before,
    { op: 'terminate', target: 'i1' },
    ...after,
    spawnUnder(facts, 'i2', key),
  ];
}
