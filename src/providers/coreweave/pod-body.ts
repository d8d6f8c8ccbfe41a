import type { CheckedRequest } from '../../provider/check-spawn-request.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { containerCommand } from './container-command.ts';
import { writeMetadata } from './notes.ts';
import { gpuResource, placeOf } from './place.ts';
import type { Settings } from './settings.ts';

/** Name of the container that is the machine: a cluster may put others beside it. */
export const machineName = 'machine';

export interface PodOrder {
  readonly checked: CheckedRequest;
  readonly podName: string;
  readonly spawnKey: string;
  readonly fingerprint: string;
  /** Names of the claims that it mounts. */
  readonly claims: readonly string[];
  readonly isSpot: boolean;
}

/** Where the first volume is mounted; the next is at `/volumes/1`. */
const mountRoot = '/volumes';

/** All of the notice that CoreWeave gives before it takes a node away. */
const noticeSeconds = 420;

/** One pod of one container, which is never started again: what was lost is told as lost. */
export function podBody(order: PodOrder, settings: Settings): object {
  const { checked, podName, spawnKey, fingerprint, claims, isSpot } = order;
  const { spec, tags, name, image = settings.image, bootstrap } = checked;
  const resources = resourcesOf(spec);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: writeMetadata(podName, { spawnKey, fingerprint, isSpot, tags, name }, settings.owner),
    spec: {
      restartPolicy: 'Never',
      // Nobody in the pod has to speak with the cluster.
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...placeOf(spec.gpu, { isSpot, spot: settings.spot }),
      ...(isSpot && { terminationGracePeriodSeconds: noticeSeconds }),
      containers: [
        {
          name: machineName,
          image,
          command: containerCommand(bootstrap, isSpot),
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
