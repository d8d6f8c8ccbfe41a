import { isProviderError } from '../../provider/provider-error.ts';
import { isAbsence } from './pods.ts';
import type { Service } from './service.ts';
import { refuse } from './settings.ts';

/** Says what is wrong before anything is made: no cluster, no right to its pods, or no such namespace, whose list is just empty. */
export async function checkStart({ send, pods, settings }: Service): Promise<void> {
  await pods.all();
  try {
    await send({ method: 'GET', path: '', read: () => {} });
  } catch (thrown) {
    if (isAbsence(thrown))
      throw refuse(`the cluster has no namespace ${settings.namespace}: COREWEAVE_NAMESPACE names it`);
    // Whoever may have pods may well not read namespaces.
    if (!isProviderError(thrown) || thrown.code !== 'AUTH_ERROR') throw thrown;
  }
}
