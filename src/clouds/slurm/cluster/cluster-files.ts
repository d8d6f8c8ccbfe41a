/** What a throw-away cluster is made of. */
export interface ClusterPlan {
  /** Everything of it is below here; absolute. */
  readonly folder: string;
  readonly host: string;
  /** Who runs the daemons, and the jobs. */
  readonly user: string;
  /** The first is the controller's; then one of each node. */
  readonly ports: readonly number[];
  /** Whether it takes tokens, as slurmrestd needs them. */
  readonly hasRest: boolean;
  /** Whether its nodes have GPUs. */
  readonly hasGpus: boolean;
}

/** Larger than this machine may be: nothing that its jobs do needs it. */
export const nodeSize = { cpus: 16, memoryMiB: 16_384, gpus: 2 } as const;
/** In the folder of the cluster. */
export const restSocket = 'slurmrestd.socket';
export const gpuModel = 'a100';
export const partition = 'main';
/** Jobs of the other partition take the place of its own. */
export const spotPartition = 'spot';
export const nodeNames: readonly string[] = ['n1', 'n2', 'n3', 'n4'];

const partitions: readonly (readonly [name: string, manner: string])[] = [
  [partition, 'Default=YES PriorityTier=2 PreemptMode=OFF'],
  // Which of several jobs on one node has to go is nobody's choice, so each has a node of its own as long as there is one.
  [spotPartition, 'Default=NO PriorityTier=1 PreemptMode=CANCEL LLN=YES'],
];

/** The configuration of SLURM, by file name. */
export function clusterFiles(plan: ClusterPlan): Readonly<Record<string, string>> {
  return {
    'slurm.conf': slurmConf(plan),
    'gres.conf': plan.hasGpus ? gresConf(plan) : '',
    // GPUs are files, and nothing opens them.
    ...Object.fromEntries(Array.from({ length: nodeSize.gpus }, (_, index) => [`gpu${index}`, ''])),
  };
}

function gresConf({ folder }: ClusterPlan): string {
  return nodeNames
    .map((name) => `NodeName=${name} Name=gpu Type=${gpuModel} File=${folder}/gpu[0-${nodeSize.gpus - 1}]\n`)
    .join('');
}

function slurmConf({ folder, host, user, ports, hasRest, hasGpus }: ClusterPlan): string {
  const [controllerPort = 0, ...nodePorts] = ports;
  const gres = hasGpus ? ` Gres=gpu:${gpuModel}:${nodeSize.gpus}` : '';
  const size = `CPUs=${nodeSize.cpus} RealMemory=${nodeSize.memoryMiB}${gres}`;
  return `${[
    'ClusterName=assay',
    `SlurmctldHost=${host}(127.0.0.1)`,
    `SlurmctldPort=${controllerPort}`,
    `SlurmUser=${user}`,
    `SlurmdUser=${user}`,
    'AuthType=auth/munge',
    `AuthInfo=socket=${folder}/munge.socket`,
    ...(hasRest ? ['AuthAltTypes=auth/jwt', `AuthAltParameters=jwt_key=${folder}/jwt.key`] : []),
    `StateSaveLocation=${folder}/state`,
    `SlurmdSpoolDir=${folder}/spool-%n`,
    `SlurmdPidFile=${folder}/slurmd-%n.pid`,
    `SlurmctldPidFile=${folder}/slurmctld.pid`,
    `SlurmctldLogFile=${folder}/slurmctld.log`,
    `SlurmdLogFile=${folder}/slurmd-%n.log`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'JobAcctGatherType=jobacct_gather/none',
    'AccountingStorageType=accounting_storage/none',
    'MailProg=/bin/true',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core_Memory',
    'GresTypes=gpu',
    // A node may claim more than the machine has.
    'SlurmdParameters=config_overrides',
    'ReturnToService=2',
    // Whoever looks why a job of the spot partition has ended must find it.
    'MinJobAge=60',
    'KillWait=1',
    'PreemptType=preempt/partition_prio',
    'PreemptMode=CANCEL',
    ...nodeNames.map(
      (name, index) => `NodeName=${name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${nodePorts[index]} ${size}`,
    ),
    ...partitions.map(
      ([name, manner]) => `PartitionName=${name} Nodes=${nodeNames.join(',')} MaxTime=INFINITE State=UP ${manner}`,
    ),
  ].join('\n')}\n`;
}
