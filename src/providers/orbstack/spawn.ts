import type { ProviderContext } from '../../provider/context.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { adopt } from './adopt.ts';
import { checkSpawnRequest } from './check-spawn-request.ts';
import type { CreateOutcome, Host, Machine, MachineRequest } from './host.ts';
import { look } from './look.ts';
import { nameRequest } from './name-request.ts';

/**
 * Creates one machine. Its name is the idempotency key on the host: whoever comes second finds it taken and is given
 * the first one's machine. No create is ever sent twice under one name.
 */
export async function spawn(request: SpawnRequest, host: Host, context: ProviderContext): Promise<Machine> {
  const checked = checkSpawnRequest(request, host);
  const wanted = nameRequest(checked, context);
  const created = await createOrFind(wanted, host, context);
  if (created.outcome === 'created') return created.machine;
  const existing = created.existing ?? (await look(host, wanted.name, context.clock));
  if (checked.idempotencyKey !== undefined || existing === null) return adopt(existing, wanted);
  // The request was delivered twice.
  if (host.drawsAreOurs && existing.fingerprint === wanted.fingerprint) return adopt(existing, wanted);
  // Somebody drew the same name, and it is not ours to adopt. Nothing was created, so another name may be tried.
  return spawn(request, host, context);
}

/** After an unclear failure the machine may exist: looks for it before it passes the failure on. */
async function createOrFind(wanted: MachineRequest, host: Host, context: ProviderContext): Promise<CreateOutcome> {
  try {
    return await host.create(wanted);
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.ambiguous !== true) throw thrown;
    const found = await look(host, wanted.name, context.clock);
    if (found === null) throw thrown;
    return { outcome: 'created', machine: adopt(found, wanted) };
  }
}
