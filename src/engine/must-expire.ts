import type { Registration } from '../provider/registration.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { SubjectError } from './loaded-subject.ts';

/** The setting that allows a run whose machines nobody ends, should this computer go. */
export const allowNoExpiry = 'allowNoExpiry';

/** Throws where a real service would go on, and bill, after everybody who could end a run is gone; unless that is allowed. */
export function mustExpire(
  testbed: Pick<Testbed, 'name' | 'fidelity' | 'expiry'>,
  { expiry, usdPerHour }: Pick<Registration, 'expiry' | 'usdPerHour'>,
  settings: Readonly<Record<string, string>>,
): void {
  if (testbed.fidelity !== 'live' || settings[allowNoExpiry] !== undefined) return;
  const said = expiry ?? testbed.expiry ?? 'none';
  // Of a provider as it is nobody knows what it costs, unless it gives prices.
  if (said === 'service' || (said === 'unknown' && !usdPerHour)) return;
  throw new SubjectError(
    `on the testbed ${testbed.name} nothing ends by itself what a run makes, so it may be billed on should this computer ` +
      'go down: to run all the same add --allow-no-expiry',
  );
}
