import { isSecretName, secretBehind } from '../contracts/secret-names.ts';
import type { StepOf } from '../contracts/step.ts';
import type { BootstrapRequest } from '../provider/bootstrap.ts';
import type { SpawnRequest } from '../provider/requests.ts';
import type { World } from '../testbed/testbed.ts';
import type { Bindings } from './bindings.ts';
import type { CallOutcome } from './call.ts';
import { call } from './operation.ts';

/** Asks for a bootstrap, and keeps it where the step names it. */
export async function performBootstrap(
  world: World,
  bindings: Bindings,
  { as, request }: StepOf<'bootstrap'>,
): Promise<CallOutcome<unknown>> {
  const resolved = revealKey(bindings, request);
  const outcome = await call(world, () => world.registration.provider.generateBootstrap(resolved));
  if (as !== undefined && outcome.outcome === 'resolved') bindings.bootstraps.set(as, outcome.value);
  return outcome;
}

/** The request of a spawn step with the bootstrap that it names. */
export function withBootstrap(bindings: Bindings, { bootstrap }: StepOf<'spawn'>, request: SpawnRequest): SpawnRequest {
  const bound = bootstrap === undefined ? undefined : bindings.bootstraps.get(bootstrap);
  return bound === undefined ? request : { ...request, bootstrap: bound };
}

/** Bound like an id, so that whatever is shown later has the name in its place. */
function revealKey(bindings: Bindings, request: BootstrapRequest): BootstrapRequest {
  const name: unknown = request?.tailscale?.authKey;
  if (!isSecretName(name)) return request;
  const authKey = secretBehind(name);
  bindings.ids.set(name, authKey);
  return { ...request, tailscale: { ...request.tailscale, authKey } };
}
