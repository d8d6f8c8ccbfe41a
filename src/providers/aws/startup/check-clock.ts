import type { Logger } from '../../../provider/context.ts';
import { ProviderError } from '../../../provider/provider-error.ts';
import { providerName } from '../provider-name.ts';
import type { ServiceTime } from '../service-time.ts';

/** Signatures are made with the time of AWS; what else this computer signs, or compares with now, goes wrong from here on. */
const wrongFromMs = 5 * 60_000;
const warnedFromMs = 30_000;

/** Compares the clock here with what AWS last told. */
export function checkClock(time: ServiceTime, logger: Logger): void {
  const aheadMs = time.aheadMs() ?? 0;
  const text = `the clock here is ${duration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} that of AWS`;
  if (Math.abs(aheadMs) > wrongFromMs) {
    const message = `${text}: set it, for AWS refuses what is signed more than 5 minutes off`;
    throw new ProviderError('AUTH_ERROR', message, { provider: providerName });
  }
  if (Math.abs(aheadMs) >= warnedFromMs) logger.warn(`AWS: ${text}: set it before it comes to 5 minutes`, { aheadMs });
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return ms < 120_000 ? `${Math.round(ms / 1_000)} seconds` : `${minutes} minutes`;
}
