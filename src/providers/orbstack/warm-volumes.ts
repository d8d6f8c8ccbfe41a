import { isObject } from '../../provider/is-object.ts';
import type { ClaimWarmVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { checkRegion } from './check-spawn-request.ts';
import type { Host } from './host.ts';
import { lacking, refuse } from './refuse.ts';

/** The methods of the capability `warmVolumes`. */
export interface WarmVolumeMethods {
  claimWarmVolume(request?: ClaimWarmVolumeRequest): Promise<Volume>;
  releaseWarmVolume(volumeId: string): Promise<void>;
}

export function warmVolumeMethods(host: Host): WarmVolumeMethods {
  const { warmVolumes } = host;
  if (warmVolumes === undefined) throw lacking('warmVolumes');
  return {
    claimWarmVolume: async (request = {}) => {
      if (!isObject(request)) throw refuse('a claim must be an object');
      return warmVolumes.claim(checkRegion(request.region, host));
    },
    releaseWarmVolume: (volumeId) => warmVolumes.release(volumeId),
  };
}
