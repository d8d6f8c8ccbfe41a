import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { execa } from 'execa';

const root = join(import.meta.dirname, '..', '..');
const tasks = [1, 2, 4] as const;
const pollMs = 250;

/** The same seeds of chaos in one process, and in the tasks of a job array on a cluster of this machine. */
export async function scaleOut(seeds: number, conf: string): Promise<void> {
  const out = await mkdtemp(join(tmpdir(), 'assay-scale-'));
  const head = [`${seeds} seeds of chaos`, 's', 'speed-up'];
  const table = new Table({ head, style: { head: [], border: [] } });
  // Where Assay is installed its command is on PATH in the task; here it is what was built.
  await mkdir(join(out, 'bin'));
  await symlink(join(root, 'bin', 'assay.js'), join(out, 'bin', 'assay'));
  try {
    const one = await secondsOf(() => inOneProcess(seeds, out));
    table.push(['one process', one.toFixed(1), '1']);
    for (const count of tasks) {
      const taken = await secondsOf(() => inTasks(count, { seeds, out, conf }));
      table.push([`${count} ${count === 1 ? 'task' : 'tasks'}`, taken.toFixed(1), (one / taken).toFixed(2)]);
    }
  } finally {
    await rm(out, { recursive: true });
  }
  console.log(table.toString());
  console.log(`${availableParallelism()} processors; a task is one process, its start and the queue included`);
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await run();
  return (performance.now() - beganMs) / 1_000;
}

function inOneProcess(seeds: number, out: string): Promise<unknown> {
  const flags = ['--seed', '1', '--seeds', String(seeds), '--workers', '1', '--out', join(out, 'one')];
  return execa(process.execPath, ['bin/assay.js', 'chaos', ...flags], { cwd: root });
}

interface Array {
  readonly seeds: number;
  readonly out: string;
  readonly conf: string;
}

/** `sbatch --wait` looks less and less often, and so would tell half a minute too much. */
async function inTasks(count: number, { seeds, out, conf }: Array): Promise<void> {
  const path = `${join(out, 'bin')}:${process.env.PATH}`;
  const env = { PATH: path, SLURM_CONF: conf, ASSAY_SEEDS: String(seeds), ASSAY_OUT: join(out, String(count)) };
  const options = { cwd: root, env, preferLocal: true } as const;
  const args = ['--parsable', `--array=1-${count}`, '--output=/dev/null', 'examples/slurm/chaos.sbatch'];
  const { stdout: id } = await execa('sbatch', args, options);
  const states = '--states=PENDING,RUNNING,COMPLETING';
  for (
    let left = 'all';
    left !== '';
    left = (await execa('squeue', ['--noheader', states, '--jobs', id], options)).stdout
  ) {
    await sleep(pollMs);
  }
}
