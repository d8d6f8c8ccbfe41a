import { fileURLToPath } from 'node:url';
import { closest, distance } from 'fastest-levenshtein';
import { dockerOrbstack } from './clouds/docker/testbed.ts';
import { liveEc2 } from './clouds/ec2/live.ts';
import { simulatedEc2 } from './clouds/ec2/testbed.ts';
import { liveGcp } from './clouds/gcp/live.ts';
import { simulatedGcp } from './clouds/gcp/testbed.ts';
import { kubernetesCluster } from './clouds/kubernetes/cluster/testbed.ts';
import { liveKubernetes } from './clouds/kubernetes/live.ts';
import { simulatedKubernetes } from './clouds/kubernetes/testbed.ts';
import { liveLambda } from './clouds/lambda/live.ts';
import { simulatedLambda } from './clouds/lambda/testbed.ts';
import { motoEc2 } from './clouds/moto/testbed.ts';
import { orbctlOrbstack } from './clouds/orbctl/testbed.ts';
import { simulatedOrbstack } from './clouds/orbstack/testbed.ts';
import { liveRunpod } from './clouds/runpod/live.ts';
import { simulatedRunpod } from './clouds/runpod/testbed.ts';
import { servedOrbstack } from './clouds/served/testbed.ts';
import { slurmCluster, slurmClusterRest } from './clouds/slurm/cluster/testbed.ts';
import { liveSlurm } from './clouds/slurm/live.ts';
import { simulatedSlurmrestd } from './clouds/slurm/rest/testbed.ts';
import { simulatedSlurm } from './clouds/slurm/testbed.ts';
import { type LoadedSubject, SubjectError } from './engine/loaded-subject.ts';
import type { ProviderModule } from './provider/registration.ts';
import { aws } from './providers/aws/aws.ts';
import { coreweave } from './providers/coreweave/coreweave.ts';
import { gcp } from './providers/gcp/gcp.ts';
import { lambda } from './providers/lambda/lambda.ts';
import { orbstack } from './providers/orbstack/orbstack.ts';
import { runpod } from './providers/runpod/runpod.ts';
import { slurm } from './providers/slurm/slurm.ts';
import type { Testbed } from './testbed/testbed.ts';

/** One of our providers, and where it can be exercised. The first testbed is the default. */
export interface RegisteredProvider {
  readonly name: string;
  readonly module: ProviderModule;
  readonly testbeds: readonly Testbed[];
  /** Folder of the provider's source, for its digest. */
  readonly sourceUrl: URL;
}

/**
 * Where OrbStack can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: orbstackTestbeds });
 */
export const orbstackTestbeds: readonly Testbed[] = [
  simulatedOrbstack(),
  dockerOrbstack,
  orbctlOrbstack,
  servedOrbstack,
];

/**
 * Where Lambda can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: lambdaTestbeds });
 */
export const lambdaTestbeds: readonly Testbed[] = [simulatedLambda(), liveLambda];

/**
 * Where RunPod can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: runpodTestbeds });
 */
export const runpodTestbeds: readonly Testbed[] = [simulatedRunpod(), liveRunpod];

/**
 * Where SLURM can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: slurmTestbeds });
 */
export const slurmTestbeds: readonly Testbed[] = [
  simulatedSlurm(),
  simulatedSlurmrestd(),
  slurmCluster,
  slurmClusterRest,
  liveSlurm,
];

/**
 * Where AWS can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: awsTestbeds });
 */
export const awsTestbeds: readonly Testbed[] = [simulatedEc2(), motoEc2, liveEc2];

/**
 * Where Compute Engine can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: gcpTestbeds });
 */
export const gcpTestbeds: readonly Testbed[] = [simulatedGcp(), liveGcp];

/**
 * Where CoreWeave can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: coreweaveTestbeds });
 */
export const coreweaveTestbeds: readonly Testbed[] = [simulatedKubernetes(), kubernetesCluster, liveKubernetes];

/** Every provider of ours, in the order in which a run takes them. */
export const registeredProviders: readonly RegisteredProvider[] = [
  {
    name: orbstack.name,
    module: orbstack,
    testbeds: orbstackTestbeds,
    sourceUrl: new URL('./providers/orbstack/', import.meta.url),
  },
  {
    name: aws.name,
    module: aws,
    testbeds: awsTestbeds,
    sourceUrl: new URL('./providers/aws/', import.meta.url),
  },
  {
    name: lambda.name,
    module: lambda,
    testbeds: lambdaTestbeds,
    sourceUrl: new URL('./providers/lambda/', import.meta.url),
  },
  {
    name: runpod.name,
    module: runpod,
    testbeds: runpodTestbeds,
    sourceUrl: new URL('./providers/runpod/', import.meta.url),
  },
  {
    name: slurm.name,
    module: slurm,
    testbeds: slurmTestbeds,
    sourceUrl: new URL('./providers/slurm/', import.meta.url),
  },
  {
    name: gcp.name,
    module: gcp,
    testbeds: gcpTestbeds,
    sourceUrl: new URL('./providers/gcp/', import.meta.url),
  },
  {
    name: coreweave.name,
    module: coreweave,
    testbeds: coreweaveTestbeds,
    sourceUrl: new URL('./providers/coreweave/', import.meta.url),
  },
];

/** The registered provider of that name. Throws SubjectError, with the nearest name where one is near. */
export function findRegistered(name: string): LoadedSubject {
  const found = registeredProviders.find((provider) => provider.name === name);
  if (!found) throw new SubjectError(unknownProvider(name));
  return { module: found.module, testbeds: found.testbeds, sourcePath: fileURLToPath(found.sourceUrl) };
}

/** How many letters may be wrong in a name for it to be taken as meant. */
const typosMax = 3;

function unknownProvider(name: string): string {
  const names = registeredProviders.map((provider) => provider.name);
  const nearest = closest(name, names);
  const isNear = distance(name, nearest) <= typosMax;
  const hint = isNear ? `did you mean ${nearest}?` : `the registered ones are ${names.join(', ')}`;
  return `there is no provider ${name}: ${hint}; a module is given by its path, such as ./${name}.ts`;
}
