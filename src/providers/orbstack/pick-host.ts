import type { ProviderContext } from '../../provider/context.ts';
import type { Host } from './host.ts';
import { createDockerHost } from './hosts/docker.ts';
import { createOrbctlHost } from './hosts/orbctl.ts';
import { createSimulatedHost } from './hosts/simulated.ts';
import { refuse } from './refuse.ts';

/** The host that the environment asks for. */
export function pickHost(context: ProviderContext): Host {
  const name = context.env.ORBSTACK_HOST;
  if (name === 'simulated') return createSimulatedHost(context);
  if (name === 'docker') return createDockerHost(context);
  if (name === 'orbctl') return createOrbctlHost(context);
  throw refuse(`ORBSTACK_HOST must be simulated, docker or orbctl, got ${JSON.stringify(name)}`);
}
