import type { ProviderContext } from '../../provider/context.ts';
import type { CheckedSpawn } from './check-spawn-request.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { MachineRequest } from './host.ts';
import { drawName, nameFromKey } from './machine-name.ts';

/** The request under the name that its key stands for, or under one of its own. */
export function nameRequest({ machine, idempotencyKey }: CheckedSpawn, context: ProviderContext): MachineRequest {
  const scope = context.env.ORBSTACK_RUN ?? '';
  const name = idempotencyKey === undefined ? drawName(context.random, scope) : nameFromKey(idempotencyKey, scope);
  return { ...machine, name, fingerprint: fingerprintOf(machine) };
}
