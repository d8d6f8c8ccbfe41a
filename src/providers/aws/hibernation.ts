import type { Instance } from '../../provider/instance.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import { type AwsInstance, project } from './aws-instance.ts';
import { isInstanceId, locate } from './locate.ts';
import { nativeCode } from './native-failure.ts';
import { providerName, refuse } from './provider-name.ts';

const pauseMs = 1_000;
/** How long an instance may take to come to a state in which it can be stopped or started. */
const settlesMs = 90_000;

/** The methods of the capability `hibernation`. */
export function hibernationMethods(account: Account): CapabilityMethods['hibernation'] {
  return {
    hibernate: async (id) => {
      const instance = await mustFind(account, id);
      if (!instance.aws.canHibernate) throw refuse(`instance ${id} was not launched with hibernation`);
      await onceAllowed(account, id, () => stop(account, instance));
    },
    resume: async (id) => {
      const instance = await mustFind(account, id);
      await onceAllowed(account, id, () => start(account, instance));
      return afterwards(account, instance);
    },
  };
}

async function mustFind(account: Account, id: string): Promise<AwsInstance> {
  const found = isInstanceId(id) ? await locate(account, id) : null;
  if (found !== null && found.status !== 'terminated' && found.status !== 'terminating') return found;
  throw new ProviderError('NOT_FOUND', `there is no instance ${JSON.stringify(id)}`, { provider: providerName });
}

async function stop({ ec2 }: Account, { id, region = '' }: AwsInstance): Promise<void> {
  await ec2.repeat(region, (client, options) =>
    client.send(new ec2.sdk.StopInstancesCommand({ InstanceIds: [id], Hibernate: true }), options),
  );
}

async function start({ ec2 }: Account, { id, region = '' }: AwsInstance): Promise<void> {
  await ec2.repeat(region, (client, options) =>
    client.send(new ec2.sdk.StartInstancesCommand({ InstanceIds: [id] }), options),
  );
}

/** EC2 stops only what runs and starts only what is stopped: one that is on its way there is waited for. */
async function onceAllowed(account: Account, id: string, change: () => Promise<void>): Promise<void> {
  const { clock } = account.context;
  const deadline = clock.monotonic() + settlesMs;
  for (;;) {
    try {
      return await change();
    } catch (thrown) {
      if (nativeCode(thrown) !== 'IncorrectInstanceState' || clock.monotonic() >= deadline) throw thrown;
    }
    await mustFind(account, id);
    await clock.sleep(pauseMs);
  }
}

/** Reads may be late: what was just started is not told as asleep. */
async function afterwards(account: Account, { id }: AwsInstance): Promise<Instance> {
  const seen = await lookAgain(account, id);
  const isLate = seen.status === 'stopped' || seen.status === 'stopping';
  return project(isLate ? { ...seen, status: 'pending' } : seen);
}

async function lookAgain(account: Account, id: string): Promise<AwsInstance> {
  try {
    return await mustFind(account, id);
  } catch (thrown) {
    throw isProviderError(thrown) && thrown.retryable
      ? new ProviderError(thrown.code, thrown.message, { provider: providerName, cause: thrown.cause, ambiguous: true })
      : thrown;
  }
}
