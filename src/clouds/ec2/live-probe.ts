import { realContext } from '../../testbed/real-context.ts';
import { seeAccount } from './live-account.ts';
import { type LiveEc2, openLiveEc2 } from './live-ec2.ts';
import { endpointOf, inputProblem, regionOf, type Settings } from './live-settings.ts';

/** An account that may be used, because its user said which it is. */
export interface ConfirmedAccount {
  readonly ok: true;
  readonly ec2: LiveEc2;
  readonly region: string;
  readonly account: string;
}

/** Shows the account, and wants it confirmed: credentials say nothing about whose they are to whoever exports them. */
export async function confirmAccount(
  settings: Settings,
): Promise<ConfirmedAccount | { readonly ok: false; readonly problem: string }> {
  const { env, clock } = realContext();
  const region = regionOf(settings, env);
  const wrong = inputProblem(settings, region);
  if (wrong !== null || region === undefined) return { ok: false, problem: wrong ?? 'no region' };
  const opened = await openLiveEc2(endpointOf(settings, env)).catch(() => null);
  if (opened === null)
    return { ok: false, problem: 'the package @aws-sdk/client-ec2 is not installed: npm install @aws-sdk/client-ec2' };
  const seen = await seeAccount(opened, region, clock.now());
  if (!seen.ok) return seen;
  const problem = accountProblem(settings, seen.account, region);
  return problem === null ? { ok: true, ec2: opened, region, account: seen.account } : { ok: false, problem };
}

function accountProblem({ account: said }: Settings, account: string, region: string): string | null {
  if (said === account) return null;
  if (said === undefined)
    return `the credentials are of the account ${account}, asked in ${region}: if that is the one, add --account ${account}`;
  return `the credentials are of the account ${account}, and --account says ${said}: take those of ${said}`;
}
