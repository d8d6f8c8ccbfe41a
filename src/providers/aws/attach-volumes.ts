import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeOne } from './describe.ts';
import { providerName } from './provider-name.ts';
import { terminate } from './terminate.ts';
import { markUsed } from './warm/mark-used.ts';

const pauseFirstMs = 1_000;
/** A boot takes a minute, and every look is a call that the account has few of. */
const pauseMaxMs = 5_000;
const bootTimeoutMs = 90_000;
const devices = 'fghijklmnop';

/**
 * Attaches volumes to an instance that was made for them. EC2 does so only once it runs; where it cannot be done the instance
 * is ended again, for nobody asked for one without its disks.
 */
export async function attachVolumes(
  account: Account,
  instance: AwsInstance,
  volumeIds: readonly string[],
  warm: readonly string[] = [],
): Promise<AwsInstance> {
  const missing = volumeIds.filter((id) => !instance.volumeIds?.includes(id));
  if (missing.length === 0) return instance;
  try {
    await untilRunning(account, instance);
    await markUsed(account, instance.region ?? account.home, warm);
    for (const id of missing) await attach(account, instance, id, deviceOf(volumeIds.indexOf(id)));
  } catch (thrown) {
    throw await giveUp(account, instance, thrown);
  }
  return { ...instance, volumeIds: [...volumeIds] };
}

/** Another process that repeats the same spawn may have attached it meanwhile. */
async function attach(account: Account, instance: AwsInstance, VolumeId: string, Device: string): Promise<void> {
  const { ec2 } = account;
  const { id, region = '' } = instance;
  try {
    await ec2.write(region, (client, options) =>
      client.send(new ec2.sdk.AttachVolumeCommand({ InstanceId: id, VolumeId, Device }), options),
    );
  } catch (thrown) {
    const seen = await look(account, region, id);
    if (!seen?.volumeIds?.includes(VolumeId)) throw thrown;
  }
}

/** Gives what is to be thrown: where the instance cannot be ended either, that it may be there. */
async function giveUp(account: Account, { id }: AwsInstance, thrown: unknown): Promise<unknown> {
  try {
    await terminate(account, id);
    return thrown;
  } catch {
    if (!isProviderError(thrown)) return thrown;
    const { code, message, cause } = thrown;
    return new ProviderError(code, `${message}; instance ${id} could not be ended`, {
      provider: providerName,
      cause,
      ambiguous: true,
    });
  }
}

function deviceOf(index: number): string {
  return `/dev/sd${devices[index] ?? 'p'}`;
}

async function untilRunning(account: Account, { id, region = '' }: AwsInstance): Promise<void> {
  const { clock } = account.context;
  const deadline = clock.monotonic() + bootTimeoutMs;
  for (let pauseMs = pauseFirstMs; clock.monotonic() < deadline; pauseMs = Math.min(pauseMs * 2, pauseMaxMs)) {
    const seen = await look(account, region, id);
    if (seen?.status === 'running') return;
    if (seen !== null && seen.status !== 'pending') throw neverRan(`it is ${seen.status}`);
    await clock.sleep(pauseMs);
  }
  throw neverRan(`it did not run within ${bootTimeoutMs} ms`);
}

/** One look that fails is one that saw nothing. */
async function look(account: Account, region: string, id: string): Promise<AwsInstance | null> {
  try {
    return await describeOne(account, region, id);
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.retryable) return null;
    throw thrown;
  }
}

function neverRan(why: string): ProviderError {
  const message = `the instance that was to hold the volumes was given up: ${why}`;
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, cause: new Error(why) });
}
