import { ProviderError } from '../../provider/provider-error.ts';
import type { Workflow } from '../../provider/workflow.ts';
import {
  checkSpotFleet,
  type Lack,
  type SpotFleetInput,
  type SpotFleetOutput,
  spotFleetName,
} from '../../provider/workflows/spot-fleet.ts';
import type { Account } from './account.ts';
import { type AwsInstance, project } from './aws-instance.ts';
import { buyFleet } from './fleet/buy-fleet.ts';
import { lacksOf } from './fleet/lacks.ts';
import { membersOf } from './fleet/members.ts';
import { orderFleet } from './fleet/order.ts';
import { takeDownFleet } from './fleet/take-down.ts';
import { checkImageName, imageDefault } from './images.ts';
import { pickInstanceType } from './instance-types.ts';
import { providerName, refuse } from './provider-name.ts';
import { checkRequest } from './wanted.ts';

/**
 * Many machines of one kind, from whichever zones have them. What a first run came to stands for its key: EC2 gives the same
 * answer again as long as it knows the client token, and then the tags on the machines tell.
 */
export function spotFleet(account: Account): Workflow<SpotFleetInput, SpotFleetOutput> {
  return { name: spotFleetName, validate, run: (input) => run(account, input), compensate };

  async function compensate(input: SpotFleetInput): Promise<void> {
    await takeDownFleet(account, await orderFleet(account, input));
  }
}

function validate(input: unknown): SpotFleetInput {
  const checked = checkSpotFleet(input, refuse);
  const { spec, image } = checkRequest(checked.request);
  pickInstanceType(spec);
  checkImageName(image ?? imageDefault);
  return checked;
}

async function run(account: Account, input: SpotFleetInput): Promise<SpotFleetOutput> {
  const order = await orderFleet(account, input);
  const bought = await buyFleet(account, order);
  const members = await membersOf(account, order, bought);
  const came = members.filter((member) => !wasGivenUp(member));
  const missing = input.count - came.length;
  const lacking = missing === 0 ? [] : lacksOf(bought, members.filter(wasGivenUp));
  if (came.length < (input.atLeast ?? 0)) throw tooFew(input, came.length, lacking);
  if (came.length === 0) refuseHopeless(lacking);
  if (came.length > 0 && came.every(wasTakenDown)) {
    throw refuse('key belongs to machines that were terminated: use a new key');
  }
  return { instances: came.map(project), missing, lacking };
}

/** A launch may be taken and fail at once; then it says so in the state of the instance. */
function wasGivenUp({ status, reason }: AwsInstance): boolean {
  return status === 'terminated' && reason !== undefined && reason !== 'SPOT_INTERRUPTED';
}

/** By somebody who asked for it; what the service took away is news to whoever asks again. */
function wasTakenDown({ status, reason }: AwsInstance): boolean {
  return (status === 'terminating' || status === 'terminated') && reason === undefined;
}

/** CAPACITY_ERROR, unless no lack of capacity had a part in it. */
function tooFew({ count, atLeast }: SpotFleetInput, came: number, lacking: readonly Lack[]): ProviderError {
  const cause = lacking.find(({ code }) => code === 'CAPACITY_ERROR') ?? lacking[0];
  const message = `${came} of ${count} machines came, and ${atLeast} are the least: ${cause?.message}`;
  return new ProviderError(cause?.code ?? 'CAPACITY_ERROR', message, { provider: providerName, cause: lacking });
}

/** What is wrong with every part of a launch is wrong with the request. */
function refuseHopeless(lacking: readonly Lack[]): void {
  const [first] = lacking;
  const isWrong = lacking.every(({ code }) => code === 'INVALID_SPEC' || code === 'NOT_FOUND');
  if (first && isWrong) throw refuse(`request: ${first.message}`);
}
