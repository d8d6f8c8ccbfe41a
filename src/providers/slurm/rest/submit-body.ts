import type { Submission } from '../controller.ts';
import type { Settings } from '../settings.ts';
import { minutesOf } from './time-limit.ts';

/** The first version that has lists where there were texts and objects. */
const newForm = 39;

/** What has to be there, and nothing of this process. */
const path = '/usr/local/bin:/usr/bin:/bin';

/** One job, in the form of a version. An environment is required, and an unknown key refused. */
export function submitBody(job: Submission, { options }: Settings, version: number): object {
  const { name, comment, script, cpus, memoryMiB, gpu, partition } = job;
  const isNew = version >= newForm;
  const number = (value: number) => (isNew ? { set: true, infinite: false, number: value } : value);
  const gres = gpu && `gpu:${gpu.model}:${gpu.count}`;
  const { account, qos, time } = options;
  return {
    script,
    job: {
      ...{ name, comment, tasks: 1, cpus_per_task: cpus },
      memory_per_node: number(memoryMiB),
      ...(isNew ? { minimum_nodes: 1, maximum_nodes: 1 } : { nodes: [1, 1] }),
      environment: isNew ? [`PATH=${path}`] : { PATH: path },
      ...(gres !== undefined && (isNew ? { tres_per_node: `gres/${gres}` } : { gres })),
      // 22.05 does not heed it; what is begun again is recognised.
      requeue: false,
      current_working_directory: '/',
      standard_output: '/dev/null',
      ...(partition !== undefined && { partition }),
      ...(account !== undefined && { account }),
      ...(qos !== undefined && { qos }),
      ...(time !== undefined && { time_limit: number(minutesOf(time)) }),
    },
  };
}
