import type { ProviderContext } from '../../provider/context.ts';
import { refuseAs } from '../../provider/refuse.ts';

/** Name under which RunPod reports its errors. */
export const providerName = 'runpod';

/** A request that is wrong, and where. */
export const refuse = refuseAs(providerName);

/**
 * A name that nothing else has. By it a thing is found again when nobody knows whether it was made, and, where `RUNPOD_RUN`
 * says whose it is, by its owner when all is over.
 */
export function drawName({ env, random }: Pick<ProviderContext, 'env' | 'random'>): string {
  const owner = env.RUNPOD_RUN ? `${env.RUNPOD_RUN}-` : '';
  return `assay-${owner}${random.hex(32)}`;
}
