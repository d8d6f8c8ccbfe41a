import type { SimulatedEc2Options } from '../../src/clouds/ec2/simulated-ec2-options.ts';
import { simulatedEc2 } from '../../src/clouds/ec2/testbed.ts';
import type { GcpOptions } from '../../src/clouds/gcp/gcp-options.ts';
import { simulatedGcp } from '../../src/clouds/gcp/testbed.ts';
import type { KubernetesOptions } from '../../src/clouds/kubernetes/kubernetes-options.ts';
import { simulatedKubernetes } from '../../src/clouds/kubernetes/testbed.ts';
import type { LambdaOptionsGiven } from '../../src/clouds/lambda/lambda-options.ts';
import { simulatedLambda } from '../../src/clouds/lambda/testbed.ts';
import type { SimulatedHostOptions } from '../../src/clouds/orbstack/simulated-host-options.ts';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import type { SimulatedRunpodOptions } from '../../src/clouds/runpod/simulated-runpod-options.ts';
import { simulatedRunpod } from '../../src/clouds/runpod/testbed.ts';
import { simulatedSlurmrestd } from '../../src/clouds/slurm/rest/testbed.ts';
import type { SlurmOptions } from '../../src/clouds/slurm/slurm-options.ts';
import { simulatedSlurm } from '../../src/clouds/slurm/testbed.ts';
import type { ProviderModule } from '../../src/provider/registration.ts';
import { aws } from '../../src/providers/aws/aws.ts';
import { coreweave } from '../../src/providers/coreweave/coreweave.ts';
import { gcp } from '../../src/providers/gcp/gcp.ts';
import { lambda } from '../../src/providers/lambda/lambda.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';
import { runpod } from '../../src/providers/runpod/runpod.ts';
import { slurm } from '../../src/providers/slurm/slurm.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';
import { pacedOrbstack } from './paced-orbstack.ts';

/** A correct provider on a service that is odd, but correct too. */
export interface OddHost {
  /** Said after "a host that". */
  readonly manner: string;
  readonly module: ProviderModule;
  readonly testbed: Testbed;
  /** Cases per contract; fewer where every call goes through the SDK of the service. */
  readonly runs?: number;
}

/** A correct host with manners of its own, and the provider for it where the plain one would not do. */
type Oddity = Partial<SimulatedHostOptions> & { readonly module?: ProviderModule };

/** Each within the tolerances of the simulated world: reads settle in 5 s, machines boot in 120 s and go in 60 s. */
const orbstacks: Readonly<Record<string, Oddity>> = {
  'draws its manners': {},
  'is instant': { provisioningMs: 0, bootMs: 0, deleteMs: 0, listLagMs: 0, latencyMaxMs: 0 },
  'lists late': { listLagMs: 4_900 },
  'reads late': { listLagMs: 4_900, getLagMs: 4_900 },
  'boots slowly': { provisioningMs: 60_000, bootMs: 110_000 },
  'deletes slowly': { deleteMs: 55_000 },
  'keeps tombstones for an hour': { tombstoneMs: 3_600_000 },
  'lets tombstones vanish soon': { tombstoneMs: 1_500 },
  'has pages of one, in any order': { pageSize: 1, shuffle: true },
  'is rate-limited': { rateBurst: 4, ratePerSecond: 5, module: pacedOrbstack(250) },
  'answers slowly': { latencyMinMs: 200, latencyMaxMs: 900 },
  'is all of that': {
    provisioningMs: 20_000,
    bootMs: 60_000,
    deleteMs: 30_000,
    tombstoneMs: 3_600_000,
    listLagMs: 3_000,
    getLagMs: 3_000,
    latencyMaxMs: 200,
    pageSize: 1,
    shuffle: true,
  },
};

const lambdas: Readonly<Record<string, LambdaOptionsGiven>> = {
  'draws the manners of a Lambda': {},
  'is a Lambda without habits': {
    hiddenMs: 0,
    tombstoneMs: 0,
    oneLaunchFailsOf: Number.POSITIVE_INFINITY,
    quirks: {
      secondTerminateFails: false,
      launchFailsButCreates: false,
      newInstanceIsNotFound: false,
      listIsLiveOnly: false,
      rateLimited: false,
      capacityMapLies: false,
    },
  },
  'is a slow Lambda': {
    bootMs: 110_000,
    terminateMs: 170_000,
    hiddenMs: 20_000,
    launchMinMs: 30_000,
    launchMaxMs: 60_000,
  },
  'is a Lambda with pages of one that fails every other launch': { pageSize: 1, oneLaunchFailsOf: 2 },
};

const runpods: Readonly<Record<string, Partial<SimulatedRunpodOptions>>> = {
  'draws the manners of a RunPod': {},
  'is an instant RunPod': { bootMs: 0, provisioningMs: 0, deleteMs: 0, listLagMs: 0, getGapMs: 0, latencyMaxMs: 0 },
  'is a slow RunPod': { bootMs: 100_000, provisioningMs: 60_000, deleteMs: 5_000, listLagMs: 3_000, getGapMs: 20_000 },
  'is a RunPod that fails every other create and shows what is gone': {
    failsAfterCreateOneIn: 2,
    hidesTerminated: false,
  },
  'is a RunPod that hides what is new for almost a minute': { getGapMs: 59_000, listLagMs: 3_000 },
  'is a RunPod that takes a request a second': { requestsPerMinute: 60 },
};

/** The same behind slurmrestd, in the forms of both versions. */
const slurmrestds: Readonly<Record<string, Partial<SlurmOptions>>> = {
  'is a slurmrestd of 22.05 whose submits often time out': { version: '22.05', oneSubmitTimesOutOf: 3 },
  'is a slow slurmrestd of 23.11 that others use too': {
    version: '23.11',
    scheduleMs: 120_000,
    configureMs: 150_000,
    killMs: 110_000,
    hasNeighbours: true,
  },
};

/** Each within the tolerances: jobs start in 300 s and go in 120 s. */
const slurms: Readonly<Record<string, Partial<SlurmOptions>>> = {
  'draws the manners of a SLURM': {},
  'is an instant SLURM of 22.05 that forgets at once': {
    version: '22.05',
    scheduleMs: 0,
    configureMs: 0,
    killMs: 0,
    minJobAgeMs: 0,
    latencyMaxMs: 0,
  },
  'is a slow SLURM of 23.11 that others use too': {
    version: '23.11',
    scheduleMs: 120_000,
    configureMs: 150_000,
    killMs: 110_000,
    minJobAgeMs: 3_600_000,
    hasNeighbours: true,
    latencyMaxMs: 900,
  },
  'is a SLURM that times out at every other submit and takes what it cannot run': {
    oneSubmitTimesOutOf: 2,
    enforcesPartLimits: false,
    printsCluster: true,
    failsWhenCancelled: true,
  },
};

/** Each within the tolerances: pods have a node in 60 s, run in 180 s and go in 90 s. */
const kubernetes: Readonly<Record<string, Partial<KubernetesOptions>>> = {
  'draws the manners of a Kubernetes cluster': {},
  'is an instant Kubernetes cluster whose spot nodes shut down': {
    ...{ scheduleMs: 0, startMs: 0, graceMs: 0, bindMs: 0, latencyMaxMs: 0 },
    reclaims: 'by-shutdown',
  },
  'is a Kubernetes cluster with pages of one, and with neighbours': { pageSize: 1, hasNeighbours: true },
  'is a Kubernetes cluster whose tokens of pages last for a second': {
    pageSize: 1,
    continueMs: 1_000,
    latencyMaxMs: 900,
    hasNeighbours: true,
  },
  'is a Kubernetes cluster with room in its last nodes alone, that looks at a pod at the last moment': {
    scheduleMs: 55_000,
    pools: [
      { name: 'full', nodes: 40, cpus: 128, memoryMiB: 524_288, diskGiB: 2_048, isFull: true },
      {
        ...{ name: 'full-l40', nodes: 8, cpus: 64, memoryMiB: 524_288, diskGiB: 2_048, isFull: true },
        gpu: { model: 'L40', count: 8 },
      },
      { name: 'l40', nodes: 1, cpus: 64, memoryMiB: 524_288, diskGiB: 2_048, gpu: { model: 'L40', count: 8 } },
      { name: 'cpu', nodes: 1, cpus: 32, memoryMiB: 131_072, diskGiB: 512 },
      { name: 'spot', nodes: 1, cpus: 32, memoryMiB: 131_072, diskGiB: 512, isSpot: true },
    ],
  },
  'is a Kubernetes cluster with two spot pools before all others, that keep others off': {
    reclaims: 'by-taint',
    graceMs: 0,
    pools: [
      {
        ...{ name: 'spot-h100', nodes: 1, cpus: 128, memoryMiB: 524_288, diskGiB: 2_048, isSpot: true },
        ...{ gpu: { model: 'H100', count: 8 }, taint: 'example.com/spot' },
      },
      {
        ...{ name: 'spot', nodes: 4, cpus: 64, memoryMiB: 262_144, diskGiB: 1_024, isSpot: true },
        taint: 'example.com/spot',
      },
      { name: 'h100', nodes: 1, cpus: 64, memoryMiB: 524_288, diskGiB: 2_048, gpu: { model: 'H100', count: 8 } },
      { name: 'cpu', nodes: 1, cpus: 32, memoryMiB: 131_072, diskGiB: 512 },
    ],
  },
  'is a Kubernetes cluster without spot pools': {
    pools: [{ name: 'cpu', nodes: 1, cpus: 32, memoryMiB: 131_072, diskGiB: 512 }],
  },
  'is a Kubernetes cluster that puts a container of its own into every pod': { hasSidecars: true },
  'is a slow Kubernetes cluster': {
    scheduleMs: 30_000,
    startMs: 120_000,
    graceMs: 60_000,
    bindMs: 60_000,
    latencyMaxMs: 900,
  },
};

/** Each within the tolerances: reads settle in 10 s, instances boot in 180 s and go in 120 s. */
const gcps: Readonly<Record<string, Partial<GcpOptions>>> = {
  'draws the manners of a Compute Engine': {},
  'is an instant Compute Engine': {
    provisioningMs: 0,
    stagingMs: 0,
    stopMs: 0,
    suspendMs: 0,
    deleteMs: 0,
    diskMs: 0,
    machineImageMs: 0,
    operationMinMs: 0,
    operationMaxMs: 0,
    listLagMs: 0,
  },
  'is a slow Compute Engine that lists late, in pages of one': {
    provisioningMs: 20_000,
    stagingMs: 90_000,
    stopMs: 60_000,
    suspendMs: 60_000,
    deleteMs: 100_000,
    diskMs: 30_000,
    machineImageMs: 120_000,
    operationMinMs: 5_000,
    operationMaxMs: 40_000,
    listLagMs: 9_500,
    pageSize: 1,
  },
  'is a Compute Engine with room in one zone, whose tokens live for six minutes': {
    soldOutTypes: ['us-central1-a/e2-small', 'europe-west4-a/e2-small', 'asia-east1-a/e2-small'],
    lackingTypes: ['us-central1-b/e2-small'],
    tokenMs: 360_000,
  },
};

/** Each within the tolerances: reads settle in 10 s, instances boot in 180 s and go in 60 s. */
const ec2s: Readonly<Record<string, Partial<SimulatedEc2Options>>> = {
  'draws the manners of an EC2': {},
  'is an EC2 that shows everything late': { listLagMs: 9_000, idLagMs: 9_000, pageSize: 1, shuffle: true },
  'is an EC2 with room in one zone, which counts every call': {
    drainedZones: ['us-east-1b', 'us-east-1c', 'eu-central-1b', 'eu-central-1c'],
    hasTokenBuckets: true,
    latencyMaxMs: 300,
  },
  'is an EC2 whose clock is four minutes ahead': { clockOffMs: 240_000 },
  'is a slow EC2 that forgets its tombstones': {
    pendingMs: 80_000,
    stoppingMs: 60_000,
    shuttingDownMs: 55_000,
    tombstoneMs: 0,
    volumeMs: 20_000,
    snapshotMs: 60_000,
  },
};

const runsOfEc2 = 3;

/** Every odd host there is. */
export const oddHosts: readonly OddHost[] = [
  ...Object.entries(orbstacks).map(
    ([manner, { module = orbstack, ...host }]): OddHost => ({ manner, module, testbed: simulatedOrbstack(host) }),
  ),
  ...Object.entries(lambdas).map(
    ([manner, given]): OddHost => ({ manner, module: lambda, testbed: simulatedLambda(given) }),
  ),
  ...Object.entries(runpods).map(
    ([manner, given]): OddHost => ({ manner, module: runpod, testbed: simulatedRunpod(given) }),
  ),
  ...Object.entries(slurms).map(
    ([manner, given]): OddHost => ({ manner, module: slurm, testbed: simulatedSlurm(given) }),
  ),
  ...Object.entries(slurmrestds).map(
    ([manner, given]): OddHost => ({ manner, module: slurm, testbed: simulatedSlurmrestd(given) }),
  ),
  ...Object.entries(kubernetes).map(
    ([manner, given]): OddHost => ({ manner, module: coreweave, testbed: simulatedKubernetes(given) }),
  ),
  ...Object.entries(gcps).map(([manner, given]): OddHost => ({ manner, module: gcp, testbed: simulatedGcp(given) })),
  ...Object.entries(ec2s).map(
    ([manner, given]): OddHost => ({ manner, module: aws, testbed: simulatedEc2(given), runs: runsOfEc2 }),
  ),
];
