import { refuseAs } from '../../provider/refuse.ts';

/** Name under which RunPod reports its errors. */
export const providerName = 'runpod';

/** A request that is wrong, and where. */
export const refuse = refuseAs(providerName);
