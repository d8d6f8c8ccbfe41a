import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import type { Clock, Random } from '../../provider/context.ts';
import type { Instance, MachineSpec } from '../../provider/instance.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { batchScript } from './batch-script.ts';
import { writeComment } from './comment.ts';
import type { Controller, Submission } from './controller.ts';
import { SlurmFailure } from './errors.ts';
import { type Jobs, jobName } from './jobs.ts';
import { refusalBehind } from './pending-reason.ts';
import type { Job } from './read-job.ts';
import { providerName, refuse, type Settings } from './settings.ts';

export interface SpawnParts {
  readonly controller: Controller;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
}

/** Submits one job. Where no place is given, it goes where the settings say. */
export type Spawn = (request: SpawnRequest, place?: Place) => Promise<Instance>;

/** Where a job goes, and which may. */
export interface Place {
  readonly partition: string | undefined;
  /** Which setting says so. */
  readonly setting: string;
  /** Called before anything is submitted; throws where this one may not be had. */
  mayHave(spec: MachineSpec): void;
}

/** Nobody but SLURM knows how large its nodes are; disks of jobs have no size. */
const largest: MachineSpec = { cpus: Number.POSITIVE_INFINITY, memoryMiB: Number.POSITIVE_INFINITY };

/** How long the controller may take to say why a job waits. */
const reasonPatience = { withinMs: 3_000, pauseMs: 500 };

/**
 * Submits one job. No submit that may have taken effect is sent again: the job is looked for by the key of the spawn, in
 * its comment. A job that was accepted and can never run is cancelled and refused.
 */
export function createSpawn(parts: SpawnParts): Spawn {
  const { controller, jobs, clock, random, settings } = parts;
  const onDemand: Place = { partition: settings.partition, setting: 'SLURM_PARTITION', mayHave: () => {} };
  const limits = { provider: providerName, capabilities: settings.capabilities, largest };

  return async (request, place = onDemand) => {
    const checked = checkSpawnRequest(request, limits);
    const key = random.hex(32);
    const submission = submissionFor(checked, key, settings, place);
    place.mayHave(checked.spec);
    const id = await submit(submission, key);
    const job = await seeWhatBecomes(id);
    if (job !== null) await refuseHopeless(job);
    return job?.instance ?? { id, status: 'pending', spec: checked.spec, tags: checked.tags, ...nameOf(checked) };
  };

  async function submit(job: Submission, key: string): Promise<string> {
    try {
      return await controller.submit(job);
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

function submissionFor(
  { spec, tags, name, image, region, bootstrap }: CheckedRequest,
  key: string,
  { owner }: Settings,
  { partition, setting }: Place,
): Submission {
  if (image !== undefined) throw refuse('image cannot be honoured: a SLURM job runs on its node as it is');
  if (region !== undefined && region !== partition) {
    throw refuse(`region must be ${partition ?? 'left out'}: ${setting} says where such jobs go`);
  }
  const { cpus, memoryMiB, gpu } = spec;
  if (gpu) checkModel(gpu.model);
  return {
    name: jobName(key),
    comment: writeComment({
      ...{ key, tags },
      ...(name !== undefined && { name }),
      ...(owner !== undefined && { run: owner }),
    }),
    script: batchScript(bootstrap),
    ...{ cpus, memoryMiB, gpu, partition },
  };
}

/** A colon or a comma would ask for something else. */
function checkModel(model: string): void {
  if (/^[A-Za-z][\w.-]*$/.test(model)) return;
  throw refuse(`spec.gpu.model must be a type of GRES such as a100, got ${JSON.stringify(model)}`);
}

function nameOf({ name }: CheckedRequest): Pick<Instance, 'name'> {
  return name === undefined ? {} : { name };
}

function isNoReason(reason: string): boolean {
  return reason === '' || reason === 'None';
}
