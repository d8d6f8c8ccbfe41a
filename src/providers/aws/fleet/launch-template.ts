import { isProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { settlesWithinMs } from '../homes.ts';
import { untilFound } from '../locate.ts';
import { nativeCode } from '../native-failure.ts';
import { tagSpecifications, withOwnTags } from '../own-tags.ts';
import { templateNameOf } from '../spawn-identity.ts';
import { templateData } from './fleet-input.ts';
import type { FleetOrder } from './order.ts';
import type { FleetPlan } from './plan.ts';

/** The launch template of a fleet, which EC2 will have and nobody else needs: there only while the fleet is asked for. */
export interface FleetTemplate {
  readonly name: string;
  create(plan: FleetPlan): Promise<void>;
  remove(): Promise<void>;
}

export function launchTemplate(account: Account, { identity, region }: FleetOrder): FleetTemplate {
  const name = templateNameOf(identity);
  let made: Promise<TemplateName> | undefined;
  return {
    name,
    create: async (plan) => {
      made ??= createTemplate(account, plan, name);
      await made;
    },
    remove: async () => removeTemplate(account, region, (await made) ?? { LaunchTemplateName: name }),
  };
}

/** By its id where that is known: the name may still lead to one that was deleted just now. */
type TemplateName = { readonly LaunchTemplateId: string } | { readonly LaunchTemplateName: string };

async function createTemplate({ ec2, context, marks }: Account, plan: FleetPlan, name: string): Promise<TemplateName> {
  const { spawnId, fingerprint } = plan.identity;
  const tags = withOwnTags({ tags: {}, name: undefined, spawnId, fingerprint });
  const request = {
    LaunchTemplateName: name,
    // Not the name: a token still stands for the template of an earlier run when that is gone.
    ClientToken: context.random.hex(32),
    LaunchTemplateData: templateData(plan, marks),
    TagSpecifications: tagSpecifications({ ...tags, ...marks }, 'launch-template'),
  };
  try {
    const { LaunchTemplate } = await ec2.repeat(plan.region, (client, options) =>
      client.send(new ec2.sdk.CreateLaunchTemplateCommand(request), options),
    );
    const { LaunchTemplateId } = LaunchTemplate ?? {};
    return LaunchTemplateId === undefined ? { LaunchTemplateName: name } : { LaunchTemplateId };
  } catch (thrown) {
    // One of an earlier attempt, or of another process that is asked for the same: it says the same.
    if (nativeCode(thrown) !== 'InvalidLaunchTemplateName.AlreadyExistsException') throw thrown;
    return { LaunchTemplateName: name };
  }
}

/** EC2 may not know a template that somebody has just made: what is unknown is gone only when it stays so. */
async function removeTemplate(account: Account, region: string, name: TemplateName): Promise<void> {
  await untilFound(account, settlesWithinMs, () => removeOnce(account, region, name));
}

async function removeOnce({ ec2 }: Account, region: string, name: TemplateName): Promise<'removed' | null> {
  try {
    await ec2.repeat(region, (client, options) => client.send(new ec2.sdk.DeleteLaunchTemplateCommand(name), options));
    return 'removed';
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
