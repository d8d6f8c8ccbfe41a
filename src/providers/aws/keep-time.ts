import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { isObject } from '../../provider/is-object.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import { remember } from './remember.ts';
import type { ServiceTime } from './service-time.ts';

/** Has a client sign with this time, and note what time each answer tells. The SDK would take the clock of the process. */
export function keepTime<C extends EC2Client | CostExplorerClient>(client: C, time: ServiceTime): C {
  const { config, middlewareStack } = client;
  const signerOf = config.signer;
  // One for all calls: a client has one service in one region, and the SDK would copy its whole configuration for each.
  const signer = remember(async () => {
    const native = await signerOf();
    const sign: typeof native.sign = (request, options) =>
      native.sign(request, { ...options, signingDate: time.now() });
    return { sign };
  });
  config.signer = () => signer('');
  const stack: Pick<EC2Client['middlewareStack'], 'add'> = middlewareStack;
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      time.note(dateOf(result.response));
      return result;
    },
    // Next to the handler: what is refused tells the time too.
    { name: 'assayServiceTime', step: 'deserialize', priority: 'low' },
  );
  return client;
}

function dateOf(response: unknown): string | undefined {
  if (!isObject(response) || !isObject(response.headers)) return undefined;
  const { date } = response.headers;
  return typeof date === 'string' ? date : undefined;
}

/** From here on AWS may refuse a signature for its time, under several names. */
const refusedFromMs = 4 * 60_000;

/** A signature that was refused when the clock turned out to be off is made once more, with the time that the refusal told. */
export async function inTime<T>(time: ServiceTime, attempt: () => Promise<T>): Promise<T> {
  const signedWithMs = time.aheadMs() ?? 0;
  try {
    return await attempt();
  } catch (thrown) {
    const isCorrected = Math.abs((time.aheadMs() ?? 0) - signedWithMs) >= refusedFromMs;
    if (!isCorrected || !isProviderError(thrown) || thrown.code !== 'AUTH_ERROR') throw thrown;
    return attempt();
  }
}
