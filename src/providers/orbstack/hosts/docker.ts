import type { ProviderContext } from '../../../provider/context.ts';
import type { Host, Machine } from '../host.ts';
import { drawName } from '../machine-name.ts';
import { dockerCapabilities } from '../orbstack-capabilities.ts';
import { refuse } from '../refuse.ts';
import { createDockerCli, type DockerCli } from './docker-cli.ts';
import { createMachine } from './docker-create.ts';
import { destroyContainer } from './docker-destroy.ts';
import { unreadable } from './docker-errors.ts';
import { type Container, containerFormat, readContainers } from './docker-inspect.ts';
import { hasLabels, type Labels, labelNames } from './docker-labels.ts';
import { createCheckLimits } from './docker-limits.ts';
import { listMachines } from './docker-list.ts';
import { checkForDocker } from './docker-run.ts';
import { dockerSnapshots } from './docker-snapshots.ts';
import { dockerVolumes } from './docker-volumes.ts';

/**
 * Machines as containers of the Docker engine that OrbStack, Docker Desktop or Linux offers, one each. `ORBSTACK_IMAGE`
 * is the image of those that name none, `ORBSTACK_RUN` sets the machines of one run apart, and `ORBSTACK_PULL=never`
 * makes an image that is not here an error.
 */
export function createDockerHost(context: ProviderContext): Host {
  const { env, random } = context;
  const docker = createDockerCli(context);
  const labels = ownLabels(env.ORBSTACK_RUN);
  const pull = env.ORBSTACK_PULL !== 'never';
  const checkLimits = createCheckLimits(docker);

  const get = async (id: string): Promise<Machine | null> => {
    if (!isContainerId(id)) return null;
    const found = await describe(docker, id);
    return found !== null && found.machine.id === id && hasLabels(found.labels, labels) ? found.machine : null;
  };
  const find = async (name: string): Promise<Machine | null> => {
    const found = await describe(docker, name);
    return found !== null && found.machine.name === name && hasLabels(found.labels, labels) ? found.machine : null;
  };
  const draw = (): string => drawName(random, env.ORBSTACK_RUN ?? '');
  const volumes = dockerVolumes({ docker, labels, drawName: draw });
  const snapshots = dockerSnapshots({ docker, labels, getMachine: get, drawName: draw });

  return {
    capabilities: dockerCapabilities,
    imageDefault: env.ORBSTACK_IMAGE ?? 'debian:stable-slim',
    regionDefault: 'local',
    regions: ['local'],
    // How large the engine is takes a question; see docker-limits.ts.
    largest: { cpus: Number.POSITIVE_INFINITY, memoryMiB: Number.POSITIVE_INFINITY },
    // Reads are never late. A name, though, is taken before its container can be seen.
    settlesWithinMs: 2_000,
    create: async (request) => {
      checkForDocker(request);
      await checkLimits(request.spec);
      const { snapshotId } = request;
      if (snapshotId !== undefined && (await snapshots.get(snapshotId)) === null) {
        throw refuse(`there is no snapshot ${JSON.stringify(snapshotId)}`);
      }
      return volumes.attach(request.volumeIds, request.name, () =>
        createMachine(request, { docker, context, labels, pull, find }),
      );
    },
    get,
    find,
    list: () => listMachines(docker, labels),
    destroy: async (id) => {
      if (!isContainerId(id)) return;
      // An id is taken on trust only where nobody says whose it is: a stale answer must not keep a machine alive.
      const found = await describe(docker, id);
      if (found !== null && !hasLabels(found.labels, labels)) return;
      await destroyContainer(docker, id, context.clock);
    },
    ping: async () => {
      await docker.ask('reads', ['version', '--format', '{{.Server.Version}}']);
    },
    createSnapshot: snapshots.create,
    getSnapshot: snapshots.get,
    deleteSnapshot: snapshots.remove,
    createVolume: volumes.create,
    getVolume: volumes.get,
    deleteVolume: volumes.remove,
  };
}

/** Without a run, everything of this provider is ours. */
function ownLabels(run: string | undefined): Labels {
  return { [labelNames.provider]: 'orbstack', ...(run && { [labelNames.run]: run }) };
}

/** One container by id or name, whoever it belongs to. */
async function describe(docker: DockerCli, idOrName: string): Promise<Container | null> {
  const described = await docker.askOrNull('reads', ['container', 'inspect', '--format', containerFormat, idOrName]);
  if (described === null) return null;
  try {
    return readContainers(described)[0] ?? null;
  } catch (thrown) {
    throw unreadable(thrown, 'reads');
  }
}

/** docker takes any prefix of an id, and a name, for the container: only a whole id is one of ours. */
function isContainerId(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id);
}
