import { lookUntil } from '../../provider/look-until.ts';
import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeOne } from './describe.ts';
import { somewhere } from './somewhere.ts';

const pauseFirstMs = 250;

/** What EC2 gave out as an id of an instance. */
export function isInstanceId(id: unknown): id is string {
  return typeof id === 'string' && /^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id);
}

/** Looks wherever it may be. What this process made just now is waited for: reads may be late. */
export async function locate(account: Account, id: string): Promise<AwsInstance | null> {
  return untilFound(account, account.homes.unsettledMs(id), () => lookOnce(account, id));
}

/** The same for who cannot know how old the id is: waits as if it had been made by somebody just now. */
export async function locatePatiently(account: Account, id: string, windowMs: number): Promise<AwsInstance | null> {
  return untilFound(account, windowMs, () => lookOnce(account, id));
}

/** Looks again, with growing pauses, until there is something or the time is up. */
export function untilFound<T>(
  { context }: Account,
  withinMs: number,
  look: () => Promise<T | null>,
): Promise<T | null> {
  return lookUntil(context.clock, { withinMs, pauseMs: pauseFirstMs }, look);
}

function lookOnce(account: Account, id: string): Promise<AwsInstance | null> {
  return somewhere(account, id, (region) => describeOne(account, region, id));
}
