import { ProviderError } from '../../../provider/provider-error.ts';
import { providerName, refuse } from '../refuse.ts';

/**
 * After hundreds of machines made and removed, OrbStack has no network left for another one, and only a restart of the
 * Mac helps. So machines are counted, and creating ends before OrbStack does.
 */
export interface Churn {
  /** Throws QUOTA_EXCEEDED when no further machine should be made; counts one otherwise. */
  spend(): void;
  /** A machine got no address. */
  failed(): void;
  /** A machine was made: those that were not, were an accident. */
  worked(): void;
}

const machinesMaxDefault = 300;
const failuresMax = 3;

export function createChurn(setting: string | undefined): Churn {
  const machinesMax = setting === undefined ? machinesMaxDefault : readSetting(setting);
  let machines = 0;
  let failures = 0;
  return {
    spend: () => {
      if (machines >= machinesMax) {
        throw exhausted(
          `${machines} machines were made by this process, which is as many as ORBSTACK_CHURN_MAX allows`,
        );
      }
      if (failures >= failuresMax) {
        throw exhausted(`the last ${failures} machines got no address: OrbStack has no network left`);
      }
      machines += 1;
    },
    failed: () => {
      failures += 1;
    },
    worked: () => {
      failures = 0;
    },
  };
}

function readSetting(setting: string): number {
  const machines = Number(setting);
  if (Number.isInteger(machines) && machines > 0) return machines;
  throw refuse(`ORBSTACK_CHURN_MAX must be a whole number of at least 1, got ${JSON.stringify(setting)}`);
}

function exhausted(reason: string): ProviderError {
  const message = `${reason}; restart the Mac before making more`;
  return new ProviderError('QUOTA_EXCEEDED', message, { provider: providerName });
}
