import type { Account } from '../account.ts';
import { settlesWithinMs } from '../homes.ts';
import { deleteTemplate, listTemplates, templateNameIsTaken } from '../launch-templates.ts';
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
    if (nativeCode(thrown) !== templateNameIsTaken) throw thrown;
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
    const ends = await Promise.all(ids.map((each) => deleteTemplate(account, region, { LaunchTemplateId: each })));
    return ends.find((end) => end !== null) ?? null;
  });
}

async function idsUnder(account: Account, region: string, name: string): Promise<readonly string[]> {
  const templates = await listTemplates(account, region, [{ Name: 'launch-template-name', Values: [name] }]);
  return templates.flatMap(({ LaunchTemplateId }) => LaunchTemplateId ?? []);
}
