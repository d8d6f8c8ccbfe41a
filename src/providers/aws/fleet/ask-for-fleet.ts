import { isProviderError, type ProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { settlesWithinMs } from '../homes.ts';
import { untilFound } from '../locate.ts';
import { malformedAnswer, nativeCode } from '../native-failure.ts';
import { refuse } from '../provider-name.ts';
import { underToken } from '../under-token.ts';
import { type Fleet, findFleets, readFleet } from './find-fleets.ts';
import { type FleetCall, fleetInput } from './fleet-input.ts';
import type { FleetPlan } from './plan.ts';

/** Asks for machines of one market. What it comes to stands for the token of the order, whoever asks again. */
export function askForFleet(account: Account, plan: FleetPlan, call: FleetCall): Promise<Fleet> {
  return underToken(account, {
    ask: () => createOnceKnown(account, plan, call),
    look: async () => {
      const { spot, onDemand } = await findFleets(account, plan);
      return call.market === 'spot' ? spot : onDemand;
    },
  });
}

/** EC2 may not know a launch template that it has just made. */
async function createOnceKnown(account: Account, plan: FleetPlan, call: FleetCall): Promise<Fleet> {
  let unknown: ProviderError | undefined;
  const fleet = await untilFound(account, settlesWithinMs, async () => {
    try {
      return await createFleet(account, plan, call);
    } catch (thrown) {
      if (!isProviderError(thrown) || !isUnknownTemplate(thrown)) throw thrown;
      unknown = thrown;
      return null;
    }
  });
  if (fleet === null) throw unknown;
  return fleet;
}

async function createFleet({ ec2, homes, marks }: Account, plan: FleetPlan, call: FleetCall): Promise<Fleet> {
  const { region } = plan;
  try {
    const answer = await ec2.write(region, (client, options) =>
      client.send(new ec2.sdk.CreateFleetCommand(fleetInput(plan, call, marks)), options),
    );
    // A page of somebody else, read as an answer with nothing in it.
    if (!answer.FleetId) throw malformedAnswer('no fleet in the answer to a call for one', 'writes');
    const fleet = readFleet(answer, call.market);
    for (const id of fleet.ids) homes.note(id, region);
    return fleet;
  } catch (thrown) {
    if (nativeCode(thrown) !== 'IdempotentParameterMismatch') throw thrown;
    throw Object.assign(refuse('key was used before, for another input'), { cause: thrown });
  }
}

function isUnknownTemplate(error: ProviderError): boolean {
  return nativeCode(error)?.startsWith('InvalidLaunchTemplate') === true && error.code === 'NOT_FOUND';
}
