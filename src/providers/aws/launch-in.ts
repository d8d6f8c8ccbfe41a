import type { Reservation } from '@aws-sdk/client-ec2';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { findSpawned } from './find-spawned.ts';
import { launchInput } from './launch-input.ts';
import { materialize } from './materialize.ts';
import { malformedAnswer, nativeCode } from './native-failure.ts';
import { providerName, refuse } from './provider-name.ts';
import { underToken } from './under-token.ts';
import type { Place, Wanted } from './wanted.ts';

/** Launches in one place: a launch whose answer told nothing is looked for by its tag. */
export function launchIn(account: Account, wanted: Wanted, place: Place): Promise<AwsInstance> {
  return underToken(account, {
    ask: () => runInstances(account, wanted, place),
    look: () => findSpawned(account, wanted),
  });
}

async function runInstances(account: Account, wanted: Wanted, place: Place): Promise<AwsInstance> {
  const { ec2, homes, marks } = account;
  const { region } = wanted;
  const answer = await ec2
    .write(region, (client, options) =>
      client.send(new ec2.sdk.RunInstancesCommand(launchInput(wanted, place, marks)), options),
    )
    .catch((thrown) => {
      throw explain(thrown);
    });
  const instance = readLaunch(answer, region);
  homes.note(instance.id, region);
  return instance;
}

/** A launch may be taken and fail at once; then it says so in the state of the instance. */
function readLaunch({ Instances }: Reservation, region: string): AwsInstance {
  const [native] = Instances ?? [];
  if (!native?.InstanceId) throw malformedAnswer('no instance in the answer to a launch', 'writes');
  const instance = materialize(native, region);
  if (instance.status !== 'terminated' || instance.reason === undefined) return instance;
  throw new ProviderError(instance.reason, `EC2 gave up the launch: ${instance.aws.stateReason}`, {
    provider: providerName,
    cause: native.StateReason,
  });
}

/** What is wrong with the parts of a launch is wrong with the request, and so is a key that was used up. */
function explain(thrown: unknown): ProviderError {
  if (!isProviderError(thrown)) throw thrown;
  const meant = launchRefusals[nativeCode(thrown) ?? ''];
  return meant === undefined ? thrown : Object.assign(refuse(meant), { cause: thrown.cause });
}

const launchRefusals: Readonly<Record<string, string>> = {
  IdempotentParameterMismatch: 'idempotencyKey was used before, for another request',
  IdempotentInstanceTerminated: 'idempotencyKey belongs to an instance that was terminated: use a new key',
  'InvalidSubnetID.NotFound': 'network is a subnet that does not exist',
  'InvalidSubnetId.NotFound': 'network is a subnet that does not exist',
};
