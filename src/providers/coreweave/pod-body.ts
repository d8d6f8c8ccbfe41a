import type { CheckedRequest } from '../../provider/check-spawn-request.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { containerCommand } from './container-command.ts';
import { writeMetadata } from './notes.ts';
import { refuse, type Settings } from './settings.ts';

/** The label of a node that says what GPUs it has, such as `H100`. */
export const gpuClassLabel = 'gpu.nvidia.com/class';
export const gpuResource = 'nvidia.com/gpu';
/** Name of the container that is the machine: a cluster may put others beside it. */
export const machineName = 'machine';

export interface PodOrder {
  readonly checked: CheckedRequest;
  readonly podName: string;
  readonly spawnKey: string;
  readonly fingerprint: string;
  /** Names of the claims that it mounts. */
  readonly claims: readonly string[];
}

/** Where the first volume is mounted; the next is at `/volumes/1`. */
const mountRoot = '/volumes';

/** One pod of one container, which is never started again: what was lost is told as lost. */
export function podBody({ checked, podName, spawnKey, fingerprint, claims }: PodOrder, settings: Settings): object {
  const { spec, tags, name, image = settings.image, bootstrap } = checked;
  const resources = resourcesOf(spec);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: writeMetadata(podName, { spawnKey, fingerprint, tags, name }, settings.owner),
    spec: {
      restartPolicy: 'Never',
      // Nobody in the pod has to speak with the cluster.
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(spec.gpu && placeOf(spec.gpu.model)),
      containers: [
        {
          name: machineName,
          image,
          command: containerCommand(bootstrap),
          resources: { requests: resources, limits: resources },
          volumeMounts: claims.map((_, index) => ({ name: `volume-${index}`, mountPath: `${mountRoot}/${index}` })),
        },
      ],
      volumes: claims.map((claimName, index) => ({
        name: `volume-${index}`,
        persistentVolumeClaim: { claimName },
      })),
    },
  };
}

function resourcesOf({ cpus, memoryMiB, diskGiB, gpu }: MachineSpec): Readonly<Record<string, string>> {
  return {
    cpu: String(cpus),
    memory: `${memoryMiB}Mi`,
    ...(diskGiB !== undefined && { 'ephemeral-storage': `${diskGiB}Gi` }),
    ...(gpu && { [gpuResource]: String(gpu.count) }),
  };
}

/** Nodes with GPUs are for those alone who say that they mean them. */
function placeOf(model: string): object {
  if (!/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/.test(model)) {
    throw refuse(`spec.gpu.model must be a class of GPUs such as H100, got ${JSON.stringify(model)}`);
  }
  return {
    nodeSelector: { [gpuClassLabel]: model },
    tolerations: [{ key: gpuResource, operator: 'Exists', effect: 'NoSchedule' }],
  };
}
