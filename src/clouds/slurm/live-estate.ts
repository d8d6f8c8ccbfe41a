import type { Exec } from '../../provider/context.ts';
import { isObject } from '../../provider/is-object.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';
import { isOver, type Job, readJobs } from './read-jobs.ts';

const timeoutMs = 60_000;
/** How long a job that was just submitted may be in no list. */
const windowMs = 5_000;

/** The jobs of a cluster, as its controller tells of them. Their comments say by which run each was submitted. */
export function createEstate(exec: Exec): Estate {
  const alive = async () => (await readJobs(exec)).filter((job) => !isOver(job));
  return {
    windowMs,
    list: async () => (await alive()).map(itemOf),
    remove: async ({ id }) => {
      const { exitCode, stderr } = await exec('scancel', [id], { timeoutMs });
      if (exitCode === 0) return 'going';
      if (/Invalid job id/i.test(stderr)) return 'gone';
      throw new Error(stderr.trim().slice(0, 200));
    },
    isGone: async ({ id }) => !(await alive()).some((job) => String(job.job_id) === id),
    command: ({ id }) => `scancel ${id}`,
  };
}

function itemOf({ job_id: id, partition, comment, submit_time: submittedAt }: Job): EstateItem {
  const createdAtMs = typeof submittedAt === 'number' ? submittedAt * 1_000 : 0;
  return { kind: 'instance', id: String(id), owner: ownerIn(comment), region: partition, createdAtMs };
}

function ownerIn(comment: string): string | null {
  try {
    const parsed: unknown = JSON.parse(comment);
    return isObject(parsed) && parsed.assay === 1 && typeof parsed.run === 'string' ? parsed.run : null;
  } catch {
    return null;
  }
}
