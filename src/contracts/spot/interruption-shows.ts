import fc from 'fast-check';
import type { Instance, InstanceStatus } from '../../provider/instance.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { anyPause, longestPause } from '../generators/pause.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyGoodBid, bidStep, goodBid, machineAt } from '../generators/spot-request.ts';
import { eventuallyGet, findInstance } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import { mustFulfil } from '../spot-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

export const interruptionShows: Contract = defineContract({
  id: 'spot.interruption-shows',
  intent: 'spot',
  title: 'A machine that was taken away says so',
  statement:
    'When the service takes a spot machine away, running or still booting, get shows within the boot timeout that it is ending or has ended, with the reason SPOT_INTERRUPTED: nobody has to wait for a machine that will never run, or takes a loss for a crash. list does not show it running any more, and no other machine shows that reason.',
  requires: ['spot'],
  needs: ['spot-market'],
  reaches: ['interrupt-spot resolved'],
  breadth: 6,
  steps: anyInterruptions,
  boundaries: (facts) => [
    [bidStep(1, goodBid(facts)), ...taken(1, false)],
    [bidStep(1, goodBid(facts)), ...taken(1, true)],
    // Who looks only a while later must find it too.
    [bidStep(1, goodBid(facts)), ...taken(1, false), longestPause(facts)],
    ...(spawnCountMax(facts) > 1 ? [besideAnother(facts)] : []),
  ],
  run: async (trial: Trial) => {
    await trial.play({ 'request-spot': (result) => mustFulfil(trial, result) });
    const takenNames = trial
      .results('interrupt-spot')
      .filter(({ outcome }) => outcome === 'resolved')
      .map(({ step }) => step.target);
    for (const name of takenNames) {
      await eventuallyGet(
        trial,
        name,
        'get shows an interrupted machine as ended, with the reason SPOT_INTERRUPTED',
        isInterrupted,
        trial.facts.tolerances.bootTimeoutMs,
      );
    }
    await waitQuiet(trial);
    const listed = mustList(trial, await trial.probe({ op: 'list' }));
    for (const name of trial.bound()) {
      const entry = findInstance(listed, trial.idOf(name));
      if (takenNames.includes(name)) mustNotRun(trial, name, entry);
      else await mustBeSpared(trial, name, entry);
    }
  },
});

/** Looked at when another machine, asked for at the same time, has come to run. */
function besideAnother(facts: WorldFacts): readonly Step[] {
  const bids = [1, 2].map((number) => bidStep(number, goodBid(facts)));
  return [...bids, ...taken(1, false), { op: 'await-running', target: machineAt(2) }];
}

const endedStatuses: readonly InstanceStatus[] = ['stopping', 'stopped', 'terminating', 'terminated', 'error'];

function isInterrupted(instance: Instance | null): boolean {
  return instance !== null && endedStatuses.includes(instance.status) && instance.reason === 'SPOT_INTERRUPTED';
}

function mustNotRun(trial: Trial, name: Name, entry: Instance | undefined): void {
  const hasEnded = entry === undefined || endedStatuses.includes(entry.status);
  trial.expect(hasEnded, 'list does not show an interrupted machine running', () => `${name} is ${entry?.status}`);
}

async function mustBeSpared(trial: Trial, name: Name, entry: Instance | undefined): Promise<void> {
  const instance = mustGet(trial, await trial.probe({ op: 'get', target: name }));
  const isAccused = [instance, entry].some((seen) => seen?.reason === 'SPOT_INTERRUPTED');
  trial.expect(!isAccused, 'a machine that nobody took away does not show SPOT_INTERRUPTED', () => `${name} does`);
}

function anyInterruptions(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const bids = fc.array(fc.tuple(anyGoodBid(facts), fc.boolean(), fc.boolean(), anyPause(facts)), {
    minLength: 1,
    maxLength: spawnCountMax(facts, 2),
  });
  return fc
    .tuple(bids, fc.boolean())
    .map(([wanted, withOther]): readonly Step[] => [
      ...(withOther && spawnCountMax(facts) > 2
        ? [{ op: 'spawn', as: 'other', request: plainRequest(facts) } as const]
        : []),
      ...wanted.map(([bid], index) => bidStep(index + 1, bid)),
      ...wanted.flatMap(([, isTaken, runs, pause], index) => (isTaken ? [...pause, ...taken(index + 1, runs)] : pause)),
    ]);
}

function taken(number: number, runs: boolean): readonly Step[] {
  const target = machineAt(number);
  const interrupt: Step = { op: 'interrupt-spot', target };
  return runs ? [{ op: 'await-running', target }, interrupt] : [interrupt];
}
