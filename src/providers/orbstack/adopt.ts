import { ProviderError } from '../../provider/provider-error.ts';
import type { Machine, MachineRequest } from './host.ts';
import { providerName, refuse } from './refuse.ts';

/** The machine that has the wanted name, when it is what was asked for. */
export function adopt(existing: Machine | null, wanted: MachineRequest): Machine {
  if (existing === null) throw nobodySeen();
  if (existing.fingerprint !== wanted.fingerprint) {
    throw refuse('idempotencyKey was used before, for another request');
  }
  if (existing.status === 'terminating' || existing.status === 'terminated') {
    throw refuse('idempotencyKey belongs to an instance that was terminated: use a new key');
  }
  return existing;
}

function nobodySeen(): ProviderError {
  const message = 'another request with this idempotencyKey is under way, and its machine cannot be seen yet';
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName, ambiguous: true });
}
