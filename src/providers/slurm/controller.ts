import type { GpuSpec } from '../../provider/instance.ts';

/** What the adapter asks of a controller, through its commands or through slurmrestd. Throws only ProviderErrors. */
export interface Controller {
  /** Submits a job, and gives its id. Never sends anything twice. */
  submit(job: Submission): Promise<string>;
  /** Jobs as SLURM tells of them, finished ones too; more than were asked for where it ignores the filter. */
  jobs(filter?: JobFilter): Promise<readonly unknown[]>;
  /** May be silent for an id that it does not know. */
  cancel(id: string): Promise<void>;
  /** Throws where no controller is up. */
  ping(): Promise<void>;
  /** The same one more than once where SLURM tells of it so. */
  partitions(): Promise<readonly Partition[]>;
  /** Nodes by their partitions, as far as SLURM tells of them. */
  nodes(): Promise<readonly NodeGroup[]>;
}

export interface Partition {
  readonly name: string;
  /** What becomes of its jobs when others take their place, as `PreemptMode` says it; undefined where SLURM does not tell. */
  readonly preemptMode: string | undefined;
}

/** One node or more, and what each has beside CPUs and memory. */
export interface NodeGroup {
  readonly partition: string;
  /** In SLURM's words, such as `gpu:a100:2`. */
  readonly gres: string;
}

export interface JobFilter {
  readonly id?: string;
  readonly name?: string;
}

/** One job, whatever way it goes. */
export interface Submission {
  readonly name: string;
  readonly comment: string;
  readonly script: string;
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly gpu: GpuSpec | undefined;
  /** Absent: the default one of the cluster. */
  readonly partition: string | undefined;
}
