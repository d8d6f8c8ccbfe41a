import { isObject } from '../../provider/is-object.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import { isUntrusted, untrustedText } from '../../provider/untrusted-certificate.ts';
import { problemOfSpotPools } from './node-pools.ts';
import { isAbsence } from './pods.ts';
import type { Service } from './service.ts';
import { providerName, refuse, type Settings } from './settings.ts';

/** Says what is wrong before anything is made: no cluster, no right to its pods, or no such namespace, whose list is just empty. */
export async function checkStart({ send, sendToCluster, pods, settings }: Service): Promise<void> {
  await pods.all().catch((thrown: unknown) => {
    throw inPlainWords(thrown, settings);
  });
  try {
    await send({ method: 'GET', path: '', read: () => {} });
  } catch (thrown) {
    if (isAbsence(thrown))
      throw refuse(`the cluster has no namespace ${settings.namespace}: COREWEAVE_NAMESPACE names it`);
    // Whoever may have pods may well not read namespaces.
    if (!isProviderError(thrown) || thrown.code !== 'AUTH_ERROR') throw thrown;
  }
  const problem = settings.spot && (await problemOfSpotPools(sendToCluster, settings.spot.pools));
  if (problem) throw refuse(`${problem}: COREWEAVE_SPOT_POOLS names it`);
}

function inPlainWords(thrown: unknown, { url }: Settings): unknown {
  if (!isProviderError(thrown) || !isObject(thrown.cause)) return thrown;
  const { code, cause } = thrown;
  const options = { provider: providerName, cause };
  if (cause.status === 401) return new ProviderError(code, `${url} refuses the token: it is wrong or expired`, options);
  const socketCode = isObject(cause.cause) ? cause.cause.code : undefined;
  if (isUntrusted(socketCode)) return refuse(untrustedText(url));
  return typeof socketCode === 'string'
    ? new ProviderError(code, `nothing answers at ${url} (${socketCode})`, options)
    : thrown;
}
