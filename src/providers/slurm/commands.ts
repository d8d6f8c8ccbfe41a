import { list, record } from '../../provider/body-fields.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import { createCli } from './cli.ts';
import type { Controller, JobFilter, NodeGroup, Partition, Submission } from './controller.ts';
import { unreadable } from './errors.ts';
import { providerName, type Settings } from './settings.ts';

/** The controller behind SLURM's own commands. */
export function createCommands(context: ProviderContext, settings: Settings): Controller {
  const cli = createCli(context, settings);
  return {
    submit: async (job) => readId(await cli.ask('writes', 'sbatch', argumentsFor(job, settings), job.script)),
    jobs: async (filter) => {
      const stdout = await cli.ask('reads', 'squeue', ['--json', '--states=all', ...narrowed(filter)]);
      try {
        return list(record(JSON.parse(stdout), 'the answer').jobs, 'jobs');
      } catch (cause) {
        throw unreadable('squeue', cause, 'reads');
      }
    },
    cancel: async (id) => {
      await cli.ask('writes', 'scancel', [id]);
    },
    ping: async () => {
      const stdout = await cli.ask('reads', 'scontrol', ['ping']);
      // It says so in its text, and in some versions in its exit code alone.
      if (/\bis UP\b/.test(stdout)) return;
      const cause = new Error(stdout.trim().slice(0, 200));
      throw new ProviderError('PROVIDER_UNAVAILABLE', 'no SLURM controller is up', { provider: providerName, cause });
    },
    partitions: async () => (await sinfo('%R %M')).map(readPartition),
    nodes: async () => (await sinfo('%R %D %G')).flatMap(readNodes),
  };

  async function sinfo(format: string): Promise<readonly string[]> {
    const stdout = await cli.ask('reads', 'sinfo', ['--noheader', `--format=${format}`]);
    return stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
}

function readPartition(line: string): Partition {
  const [name = '', preemptMode] = line.split(/\s+/);
  return { name, preemptMode };
}

/** A partition without nodes has a line as well. */
function readNodes(line: string): readonly NodeGroup[] {
  const [, partition, count, gres] = /^(\S+) (\d+) (\S.*)$/.exec(line) ?? [];
  return partition === undefined || gres === undefined || Number(count) === 0 ? [] : [{ partition, gres }];
}

function narrowed({ id, name }: JobFilter = {}): readonly string[] {
  return [...(id === undefined ? [] : [`--jobs=${id}`]), ...(name === undefined ? [] : [`--name=${name}`])];
}

function argumentsFor(job: Submission, { options }: Settings): readonly string[] {
  const { name, comment, cpus, memoryMiB, gpu, partition } = job;
  return [
    '--parsable',
    `--job-name=${name}`,
    `--comment=${comment}`,
    '--nodes=1',
    '--ntasks=1',
    `--cpus-per-task=${cpus}`,
    `--mem=${memoryMiB}M`,
    ...(gpu ? [`--gres=gpu:${gpu.model}:${gpu.count}`] : []),
    // What was lost is told; it must not begin again under the same id.
    '--no-requeue',
    // Without it the variables of this process go into the job, its secrets too.
    '--export=NIL',
    '--output=/dev/null',
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...Object.entries(options).map(([flag, value]) => `--${flag}=${value}`),
  ];
}

/** `id`, or `id;cluster`; a site may print a greeting before it. */
function readId(stdout: string): string {
  const line = stdout.trim().split('\n').at(-1) ?? '';
  const [, id] = /^(\d+)(?:;\S+)?$/.exec(line.trim()) ?? [];
  if (id === undefined) throw unreadable('sbatch', new Error('there is no job id in its answer'), 'writes');
  return id;
}
