import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt } from '../generators/life-steps.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { eventuallyList, mustSpawn } from '../instance-checks.ts';
import { fallsAsleep, ledgerEntry } from '../sleep-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const machinesMax = 3;

export const showsStopped: Contract = defineContract({
  id: 'hibernation.shows-stopped',
  intent: 'hibernate',
  title: 'A hibernated instance is shown as stopped, and is',
  statement:
    'Within the boot timeout get and list show a hibernated instance as stopped, and the ledger has it there and not running. The other instances run on.',
  requires: ['hibernation'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(
        fc.integer({ min: 1, max: Math.min(machinesMax, facts.instancesMax) }),
        fc.nat({ max: machinesMax - 1 }),
        fc.boolean(),
      )
      .map(([count, pick, both]): readonly Step[] => {
        const names = namesOf(count);
        const chosen = names.filter((_, index) => both || index === pick % count);
        return hibernated(facts, names, chosen);
      }),
  boundaries: (facts) => {
    const names = namesOf(Math.min(machinesMax, facts.instancesMax));
    return [hibernated(facts, names, names.slice(-1))];
  },
  run: async (trial: Trial) => {
    const asleep: Name[] = [];
    await trial.play({
      spawn: mustSpawn,
      hibernate: async (result) => {
        if (!(await fallsAsleep(result, trial))) return;
        asleep.push(result.step.target);
        await mustSleep(trial, result.step.target);
      },
    });
    for (const name of asleep) await mustSleep(trial, name);
    for (const { step, outcome } of trial.results('await-running')) {
      if (outcome !== 'resolved' || trial.results('hibernate').some(({ step: { target } }) => target === step.target))
        continue;
      const entry = await ledgerEntry(trial, step.target);
      trial.expect(
        entry?.running === true,
        'hibernate leaves the other instances running',
        () => `${step.target} does not run`,
      );
    }
  },
});

function namesOf(count: number): readonly Name[] {
  return Array.from({ length: count }, (_, index) => nameAt(index));
}

function hibernated(facts: WorldFacts, names: readonly Name[], chosen: readonly Name[]): readonly Step[] {
  return [
    ...names.flatMap((name) => runningMachine(facts, name)),
    ...chosen.map((target): Step => ({ op: 'hibernate', target })),
  ];
}

async function mustSleep(trial: Trial, name: Name): Promise<void> {
  const shown = 'list shows a hibernated instance as stopped';
  await eventuallyList(trial, name, shown, (seen) => seen?.status === 'stopped');
  const entry = await ledgerEntry(trial, name);
  const isAsleep = entry !== undefined && !entry.gone && !entry.running;
  const expected = 'a hibernated instance is there and does not run';
  trial.expect(isAsleep, expected, () => `the ledger has ${name} ${entry?.running ? 'running' : 'gone'}`);
}
