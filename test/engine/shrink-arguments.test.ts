import { expect, test } from 'vitest';
import type { Step } from '../../src/contracts/step.ts';
import { shrinkArguments } from '../../src/engine/shrink-arguments.ts';
import type { WorldFacts } from '../../src/testbed/world-facts.ts';

const smallest = { cpus: 1, memoryMiB: 64 };
const facts = { smallest, largest: { cpus: 8, memoryMiB: 4_096 } } as WorldFacts;
const spawn = (spec = smallest): Step => ({ op: 'spawn', as: 'i1', request: { spec } });

test('the steps of a process become fewer, and each plainer, and its death stays', async () => {
  const death = { call: 2, moment: 'after' } as const;
  const steps: Step[] = [{ op: 'process', steps: [{ op: 'list' }, spawn({ cpus: 4, memoryMiB: 512 })], death }];
  const spawns = async ([process]: readonly Step[]) =>
    process?.op === 'process' && process.steps.some(({ op }) => op === 'spawn');
  expect(await shrinkArguments(steps, facts, spawns)).toEqual([{ op: 'process', steps: [spawn()], death }]);
});

test('a process keeps its last step, whatever it is', async () => {
  const steps: Step[] = [{ op: 'process', steps: [{ op: 'list' }, { op: 'list' }, { op: 'list' }] }];
  expect(await shrinkArguments(steps, facts, async () => true)).toEqual([{ op: 'process', steps: [{ op: 'list' }] }]);
});

test('the input of a workflow is left as it is: only the workflow knows what it means', async () => {
  const steps: Step[] = [{ op: 'workflow', as: 'w1', workflow: 'pair', input: { key: 'k', tags: { a: 'b' } } }];
  expect(await shrinkArguments(steps, facts, async () => true)).toEqual(steps);
});
