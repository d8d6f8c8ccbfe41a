import { checkTags } from '../../provider/check-tags.ts';
import { checkWhole } from '../../provider/check-whole.ts';
import { isObject } from '../../provider/is-object.ts';
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
  if (!isObject(request)) throw refuse('a volume request must be an object');
  return {
    sizeGiB: checkWhole(request.sizeGiB, 'sizeGiB', { min: 1, max: Number.POSITIVE_INFINITY }, refuse),
    region: checkRegion(request.region, host),
    tags: checkTags(request.tags, 'tags', refuse, nameTagProblem),
  };
}
