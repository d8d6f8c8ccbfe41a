import { kubernetesCluster } from '../clouds/kubernetes/cluster/testbed.ts';
import { liveKubernetes } from '../clouds/kubernetes/live.ts';
import { simulatedKubernetes } from '../clouds/kubernetes/testbed.ts';
import { coreweave } from '../providers/coreweave/coreweave.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { RegisteredProvider } from './registered-provider.ts';

/**
 * Where CoreWeave can be exercised; the first is the default.
 *
 * @example
 * export default defineProvider({ name: 'mine', create: createMine, testbeds: coreweaveTestbeds });
 */
export const coreweaveTestbeds: readonly Testbed[] = [simulatedKubernetes(), kubernetesCluster, liveKubernetes];

export const registeredCoreweave: RegisteredProvider = {
  name: coreweave.name,
  module: coreweave,
  testbeds: coreweaveTestbeds,
  sourceUrl: new URL('../providers/coreweave/', import.meta.url),
};
