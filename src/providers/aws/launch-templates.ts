import type { Filter, LaunchTemplate } from '@aws-sdk/client-ec2';
import { allPages } from '../../provider/all-pages.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import { malformedAnswer } from './native-failure.ts';

/** What EC2 says of a name that a region already has. */
export const templateNameIsTaken = 'InvalidLaunchTemplateName.AlreadyExistsException';

/** The most that one page may have. */
const MaxResults = 200;

export function listTemplates({ ec2 }: Account, region: string, Filters: Filter[]): Promise<readonly LaunchTemplate[]> {
  return allPages(
    async (token) => {
      const { LaunchTemplates, NextToken } = await ec2.read(region, (client, options) =>
        client.send(
          new ec2.sdk.DescribeLaunchTemplatesCommand({
            Filters,
            MaxResults,
            ...(token !== null && { NextToken: token }),
          }),
          options,
        ),
      );
      if (LaunchTemplates === undefined) throw malformedAnswer('no list of launch templates', 'reads');
      return { items: LaunchTemplates, token: NextToken || null };
    },
    () => malformedAnswer('the list of launch templates goes round in a circle', 'reads'),
  );
}

/** Null where the region does not know it. A name may still lead to one that was deleted just now. */
export async function deleteTemplate(
  { ec2 }: Account,
  region: string,
  template: Pick<LaunchTemplate, 'LaunchTemplateId' | 'LaunchTemplateName'>,
): Promise<'deleted' | null> {
  try {
    await ec2.repeat(region, (client, options) =>
      client.send(new ec2.sdk.DeleteLaunchTemplateCommand(template), options),
    );
    return 'deleted';
  } catch (thrown) {
    if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
