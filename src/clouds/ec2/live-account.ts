import { clockProblem } from '../../testbed/clock-problem.ts';
import { codeOf, type LiveEc2 } from './live-ec2.ts';

/** Whose the credentials are, or what keeps them from being used, in one sentence with its remedy. */
export type SeenAccount =
  | { readonly ok: true; readonly account: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Asks EC2 itself, for the owner of the default network of the region: it is always the account's own, and launches go there.
 * Changes nothing.
 */
export async function seeAccount(ec2: LiveEc2, region: string, nowMs: number): Promise<SeenAccount> {
  try {
    const Filters = [{ Name: 'is-default', Values: ['true'] }];
    const { Vpcs = [] } = await ec2.in(region).send(new ec2.sdk.DescribeVpcsCommand({ Filters }));
    const account = Vpcs[0]?.OwnerId;
    const offClock = clockProblem(ec2.date(), nowMs);
    if (offClock !== null) return { ok: false, problem: offClock };
    if (account !== undefined) return { ok: true, account };
    const remedy = `make one with aws ec2 create-default-vpc --region ${region}, or take another region`;
    return { ok: false, problem: `${region} has no default VPC, and launches go there: ${remedy}` };
  } catch (thrown) {
    return { ok: false, problem: clockProblem(ec2.date(), nowMs) ?? (await problemOf(ec2, region, thrown)) };
  }
}

const knowsNobody = ['AuthFailure', 'InvalidClientTokenId', 'SignatureDoesNotMatch', 'ExpiredToken', 'RequestExpired'];

async function problemOf(ec2: LiveEc2, region: string, thrown: unknown): Promise<string> {
  const code = codeOf(thrown);
  if (code === 'CredentialsProviderError')
    return 'no credentials: export AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, and pass them on with --env';
  if (code === 'UnauthorizedOperation')
    return `the credentials may not call ec2:DescribeVpcs in ${region} (${code}): allow it to them`;
  if (!knowsNobody.includes(code) && code !== 'ENOTFOUND')
    return `EC2 cannot be reached in ${region} (${code}): check the network, or --url`;
  const enabled = await enabledElsewhere(ec2, region);
  if (enabled?.includes(region) === false)
    return `${region} is no region of this account: write --region with one of ${enabled.join(', ')}`;
  return code === 'ENOTFOUND'
    ? `there is no EC2 in ${region} (${code}): check --region and the network`
    : `EC2 refuses the credentials (${code}): make new ones, or look at which are passed on with --env`;
}

/** What the first region of the partition says, where that is another one and answers. */
async function enabledElsewhere(ec2: LiveEc2, region: string): Promise<readonly string[] | undefined> {
  const first = region.startsWith('cn-') ? 'cn-north-1' : 'us-east-1';
  if (region === first) return undefined;
  return enabledRegions(ec2, first).catch(() => undefined);
}

/** The regions that the account may use. */
export async function enabledRegions(ec2: LiveEc2, region: string): Promise<readonly string[]> {
  const { Regions = [] } = await ec2.in(region).send(new ec2.sdk.DescribeRegionsCommand({}));
  return Regions.flatMap(({ RegionName = [] }) => RegionName).toSorted();
}
