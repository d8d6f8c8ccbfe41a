import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import type { Clock, Random } from '../../provider/context.ts';
import type { Instance, MachineSpec } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { batchScript } from './batch-script.ts';
import type { SlurmCli } from './cli.ts';
import { writeComment } from './comment.ts';
import { SlurmFailure, unreadable } from './errors.ts';
import { type Jobs, jobName } from './jobs.ts';
import { refusalBehind } from './pending-reason.ts';
import type { Job } from './read-job.ts';
import { providerName, refuse, type Settings } from './settings.ts';

export interface SpawnParts {
  readonly cli: SlurmCli;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
}

/** Nobody but SLURM knows how large its nodes are; disks of jobs have no size. */
const largest: MachineSpec = { cpus: Number.POSITIVE_INFINITY, memoryMiB: Number.POSITIVE_INFINITY };

/** How long the controller may take to say why a job waits. */
const reasonPatience = { withinMs: 3_000, pauseMs: 500 };

/**
 * Submits one job. No submit that may have taken effect is sent again: the job is looked for by the key of the spawn, in
 * its comment. A job that was accepted and can never run is cancelled and refused.
 */
export function createSpawn(parts: SpawnParts): (request: SpawnRequest) => Promise<Instance> {
  const { cli, jobs, clock, random, settings } = parts;
  const limits = { provider: providerName, capabilities: settings.capabilities, largest };

  return async (request) => {
    const checked = checkSpawnRequest(request, limits);
    const key = random.hex(32);
    const args = argumentsFor(checked, key, settings);
    const id = await submit(args, batchScript(checked.bootstrap), key);
    const job = await seeWhatBecomes(id);
    if (job !== null) await refuseHopeless(job);
    return job?.instance ?? { id, status: 'pending', spec: checked.spec, tags: checked.tags, ...nameOf(checked) };
  };

  async function submit(args: readonly string[], script: string, key: string): Promise<string> {
    try {
      return readId(await cli.ask('writes', 'sbatch', args, script));
    } catch (thrown) {
      if (!isProviderError(thrown) || thrown.ambiguous !== true) throw thrown;
      const found = await jobs.findSpawned(key);
      if (found === null) throw thrown;
      return found.instance.id;
    }
  }

  /** The job is there whatever a look says: one that fails is no failure of the spawn. */
  function seeWhatBecomes(id: string): Promise<Job | null> {
    return lookUntil(clock, reasonPatience, async () => {
      const job = await jobs.find(id).catch(() => null);
      const isUndecided = job === null || (job.instance.status === 'pending' && isNoReason(job.reason));
      return isUndecided ? null : job;
    });
  }

  async function refuseHopeless({ instance, reason }: Job): Promise<void> {
    const code = instance.status === 'pending' ? refusalBehind(reason) : null;
    if (code === null) return;
    const message = `SLURM took the job and would never start it: ${reason}`;
    const cause = new SlurmFailure({ exitCode: 0, stderr: '' }, message);
    await jobs.terminate(instance.id).catch((failure: unknown) => {
      const left = `${message}, and job ${instance.id} could not be cancelled`;
      throw new ProviderError(code, left, { provider: providerName, cause: failure, ambiguous: true });
    });
    throw new ProviderError(code, message, { provider: providerName, cause });
  }
}

function argumentsFor(
  { spec, tags, name, image, region }: CheckedRequest,
  key: string,
  settings: Settings,
): readonly string[] {
  const { partition, owner } = settings;
  if (image !== undefined) throw refuse('image cannot be honoured: a SLURM job runs on its node as it is');
  if (region !== undefined && region !== partition) {
    throw refuse(`region must be ${partition ?? 'left out'}: SLURM_PARTITION says where jobs go`);
  }
  return [
    '--parsable',
    `--job-name=${jobName(key)}`,
    `--comment=${writeComment({ key, tags, ...(name !== undefined && { name }), ...(owner !== undefined && { run: owner }) })}`,
    '--nodes=1',
    '--ntasks=1',
    `--cpus-per-task=${spec.cpus}`,
    `--mem=${spec.memoryMiB}M`,
    ...(spec.gpu ? [`--gres=gpu:${checkModel(spec.gpu.model)}:${spec.gpu.count}`] : []),
    // What was lost is told; it must not begin again under the same id.
    '--no-requeue',
    // Without it the variables of this process go into the job, its secrets too.
    '--export=NIL',
    '--output=/dev/null',
    ...settings.options,
  ];
}

/** A colon or a comma would ask for something else. */
function checkModel(model: string): string {
  if (/^[A-Za-z][\w.-]*$/.test(model)) return model;
  throw refuse(`spec.gpu.model must be a type of GRES such as a100, got ${JSON.stringify(model)}`);
}

function nameOf({ name }: CheckedRequest): Pick<Instance, 'name'> {
  return name === undefined ? {} : { name };
}

/** `id`, or `id;cluster`; a site may print a greeting before it. */
function readId(stdout: string): string {
  const line = stdout.trim().split('\n').at(-1) ?? '';
  const [, id] = /^(\d+)(?:;\S+)?$/.exec(line.trim()) ?? [];
  if (id === undefined) throw unreadable('sbatch', new Error('there is no job id in its answer'), 'writes');
  return id;
}

function isNoReason(reason: string): boolean {
  return reason === '' || reason === 'None';
}
