import type { Account } from '../account.ts';
import { checkClock } from './check-clock.ts';
import { checkCredentials } from './check-credentials.ts';
import { checkHome } from './check-home.ts';
import { checkQuotas } from './check-quotas.ts';

/**
 * Everything that would make the first spawn fail, looked at before there is one: credentials, region, clock, quotas. What
 * only may become a problem is told as a warning. Creates nothing.
 */
export async function checkStart(account: Account): Promise<void> {
  checkCredentials(account.context.env);
  await checkHome(account);
  checkClock(account.time, account.context.logger);
  await checkQuotas(account);
}
