import { allPages, type Page } from '../../../provider/all-pages.ts';
import { isProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { settlesWithinMs } from '../homes.ts';
import { untilFound } from '../locate.ts';
import { malformedAnswer, nativeCode } from '../native-failure.ts';
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
  let made: Promise<string | undefined> | undefined;
  return {
    name,
    create: async (plan) => {
      made ??= createTemplate(account, plan, name);
      await made;
    },
    remove: async () => removeTemplate(account, region, name, await made),
  };
}

/** Its id, or undefined where another made it. */
async function createTemplate(
  { ec2, context, marks }: Account,
  plan: FleetPlan,
  name: string,
): Promise<string | undefined> {
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
    return LaunchTemplate?.LaunchTemplateId;
  } catch (thrown) {
    // One of an earlier attempt, or of another process that is asked for the same: it says the same.
    if (nativeCode(thrown) !== 'InvalidLaunchTemplateName.AlreadyExistsException') throw thrown;
    return undefined;
  }
}

/**
 * EC2 may not know a template that somebody has just made: what is unknown is gone only when it stays so. Where its id is not
 * known it is looked up, for the name may still lead to one that was deleted just now.
 */
async function removeTemplate(account: Account, region: string, name: string, id: string | undefined): Promise<void> {
  await untilFound(account, settlesWithinMs, async () => {
    const ids = id === undefined ? await idsUnder(account, region, name) : [id];
    const ends = await Promise.all(ids.map((each) => removeOnce(account, region, each)));
    return ends.find((end) => end !== null) ?? null;
  });
}

function idsUnder({ ec2 }: Account, region: string, name: string): Promise<readonly string[]> {
  const Filters = [{ Name: 'launch-template-name', Values: [name] }];
  const page = async (token: string | null): Promise<Page<string>> => {
    const { LaunchTemplates, NextToken } = await ec2.read(region, (client, options) =>
      client.send(
        new ec2.sdk.DescribeLaunchTemplatesCommand({ Filters, ...(token !== null && { NextToken: token }) }),
        options,
      ),
    );
    if (LaunchTemplates === undefined) throw malformedAnswer('no list of launch templates', 'reads');
    return {
      items: LaunchTemplates.flatMap(({ LaunchTemplateId }) => LaunchTemplateId ?? []),
      token: NextToken || null,
    };
  };
  return allPages(page, () => malformedAnswer('the list goes round in a circle', 'reads'));
}

async function removeOnce({ ec2 }: Account, region: string, LaunchTemplateId: string): Promise<'removed' | null> {
  try {
    await ec2.repeat(region, (client, options) =>
      client.send(new ec2.sdk.DeleteLaunchTemplateCommand({ LaunchTemplateId }), options),
    );
    return 'removed';
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
