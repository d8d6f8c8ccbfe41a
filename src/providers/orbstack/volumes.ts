import { checkVolumeRequest } from '../../provider/check-volume-request.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { checkRegion } from './check-spawn-request.ts';
import { nameTagProblem } from './display-name.ts';
import type { Host } from './host.ts';
import { refuse } from './refuse.ts';

/** The methods of the capability `persistentVolumes`. */
export interface VolumeMethods {
  createVolume(request: CreateVolumeRequest): Promise<Volume>;
  getVolume(volumeId: string): Promise<Volume | null>;
  deleteVolume(volumeId: string): Promise<void>;
}

export function volumeMethods(host: Host): VolumeMethods {
  return {
    createVolume: async (request) => host.createVolume(checkVolume(request, host)),
    getVolume: (volumeId) => host.getVolume(volumeId),
    deleteVolume: (volumeId) => host.deleteVolume(volumeId),
  };
}

function checkVolume(request: CreateVolumeRequest, host: Host): CreateVolumeRequest {
  const checked = checkVolumeRequest(request, refuse, { tagProblem: nameTagProblem });
  return { ...checked, region: checkRegion(checked.region, host) };
}
