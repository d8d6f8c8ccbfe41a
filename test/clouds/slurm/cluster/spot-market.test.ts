import { expect, test } from 'vitest';
import { createSpotMarket } from '../../../../src/clouds/slurm/cluster/spot-market.ts';
import type { Exec } from '../../../../src/provider/context.ts';
import { createVirtualClock } from '../../../../src/testbed/virtual-clock.ts';

const spot = { job_id: 7, name: 'a', job_state: 'RUNNING', partition: 'spot', nodes: 'n1', cpus: 1 };
const onDemand = { ...spot, job_id: 8, partition: 'main', cpus: 4 };
const preemptorId = 9;

/** A market on a cluster with these jobs, on which whatever is submitted pushes job 7 out. */
function marketOn(...given: readonly object[]) {
  const ran: string[] = [];
  const isSubmitted = () => ran.some((command) => command.startsWith('sbatch'));
  const isCancelled = () => ran.includes(`scancel ${preemptorId}`);
  const exec: Exec = async (file, args) => {
    if (file !== 'squeue') ran.push([file, ...args].join(' '));
    const preemptor = { ...onDemand, job_id: preemptorId, job_state: isCancelled() ? 'CANCELLED' : 'RUNNING' };
    const jobs = isSubmitted()
      ? [
          preemptor,
          ...given.map((job) => ('job_id' in job && job.job_id === 7 ? { ...job, job_state: 'PREEMPTED' } : job)),
        ]
      : given;
    const stdout = file === 'squeue' ? JSON.stringify({ jobs }) : `${preemptorId}\n`;
    return { exitCode: 0, stdout, stderr: '', timedOut: false };
  };
  return { market: createSpotMarket(exec, createVirtualClock()), ran };
}

test('a job is pushed out by one that needs all of its node but what on-demand jobs have, and that one is ended', async () => {
  const { market, ran } = marketOn(spot, onDemand, { ...onDemand, job_id: 6, job_state: 'CANCELLED' });
  await market.interrupt('7');
  expect(ran).toEqual([
    expect.stringMatching(/^sbatch .*--partition=main .*--nodelist=n1 --cpus-per-task=12 --mem=1M$/),
    'scancel 9',
  ]);
});

test('where another spot job is on the node nobody could say which goes, and nothing is submitted', async () => {
  const { market, ran } = marketOn(spot, { ...spot, job_id: 6 });
  await expect(market.interrupt('7')).rejects.toThrow('spot job 6 is on n1 too');
  expect(ran).toEqual([]);
});

test.each([
  ['is on demand', '8', 'is no spot job'],
  ['is not there', '5', 'there is no job 5'],
  ['has never had a place', '4', 'job 4 is as it was after 60 s'],
])('a job that %s cannot be taken away', async (_what, id, message) => {
  const { market } = marketOn(onDemand, { ...spot, job_id: 4, job_state: 'PENDING', nodes: '' });
  await expect(market.interrupt(id)).rejects.toThrow(message);
});

test('one that has ended stays as it ended', async () => {
  const { market, ran } = marketOn({ ...spot, job_state: 'CANCELLED' });
  await market.interrupt('7');
  expect(ran).toEqual([]);
});
