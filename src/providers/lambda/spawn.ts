import { list, record, text } from '../../provider/body-fields.ts';
import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import { unbounded } from '../../provider/check-spec.ts';
import type { ProviderContext } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { Candidate, Catalogue } from './catalogue.ts';
import { type Client, type Envelope, launchPath } from './client.ts';
import type { Instances } from './instances.ts';
import { nameOfKey } from './read-instance.ts';
import { capabilities, providerName, refuse } from './settings.ts';
import { tagProblem, writeTags } from './tags.ts';
import type { FileSystem, Volumes } from './volumes.ts';

export interface SpawnParts {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly instances: Instances;
  readonly volumes: Volumes;
  readonly context: ProviderContext;
  readonly sshKey: string;
}

/** The list of what is free is out of date: so many places of it are tried. Each takes its turn among the launches. */
const launchesMax = 4;
const userDataMaxBytes = 1_048_576;
const spawnKeyLength = 32;

/**
 * Creates one instance. No launch that may have taken effect is sent again: the instance is looked for by the key of the
 * spawn, which it carries as a tag and in its name.
 */
export function createSpawn(parts: SpawnParts): (request: SpawnRequest) => Promise<Instance> {
  return async (request) => {
    const checked = checkSpawnRequest(request, {
      provider: providerName,
      capabilities,
      largest: unbounded,
      tagProblem,
    });
    const spawnKey = parts.context.random.hex(spawnKeyLength);
    const order = orderOf(checked, spawnKey, parts.sshKey);
    const fileSystems = await parts.volumes.find(checked.volumeIds);
    const region = regionOf(checked.region, fileSystems);
    const candidates = await parts.catalogue.candidates(checked.spec, region);
    for (const [index, candidate] of candidates.slice(0, launchesMax).entries()) {
      try {
        return await launch(parts, candidate, { ...order, file_system_names: fileSystems.map(({ name }) => name) });
      } catch (thrown) {
        const isLast = index + 1 === Math.min(candidates.length, launchesMax);
        if (isLast || !isProviderError(thrown) || thrown.code !== 'CAPACITY_ERROR') throw thrown;
      }
    }
    throw new Error('there is a candidate, or the catalogue throws');

    /** The instance as it was asked for. After an unclear failure it may exist: it is looked for before that is passed on. */
    async function launch(
      { client, instances }: SpawnParts,
      { type, region: place }: Candidate,
      body: object,
    ): Promise<Instance> {
      try {
        const launched = { ...body, region_name: place, instance_type_name: type.name };
        const id = await client.send('POST', launchPath, readLaunched, { body: launched });
        const { name = nameOfKey(spawnKey), tags, volumeIds } = checked;
        return { id, status: 'pending', name, region: place, spec: type.spec, tags, volumeIds };
      } catch (thrown) {
        if (!mayHaveLaunched(thrown)) throw thrown;
        const found = await instances.findSpawned(spawnKey);
        if (found === null) throw thrown;
        return found;
      }
    }
  };
}

/** Who was told to slow down may have been told so by another than who launched. */
function mayHaveLaunched(thrown: unknown): boolean {
  return isProviderError(thrown) && (thrown.ambiguous === true || thrown.code === 'RATE_LIMIT_ERROR');
}

function orderOf({ tags, name, image, bootstrap }: CheckedRequest, spawnKey: string, sshKey: string): object {
  if (bootstrap && Buffer.byteLength(bootstrap.content) > userDataMaxBytes) {
    throw refuse('bootstrap.content is too long for Lambda, 1 MiB at most');
  }
  return {
    name: nameOfKey(spawnKey),
    ssh_key_names: [sshKey],
    tags: writeTags(tags, spawnKey, name),
    ...(image !== undefined && { image: { family: image } }),
    ...(bootstrap && { user_data: bootstrap.content }),
  };
}

/** A file system is where it was made, and an instance that mounts it has to be there too. */
function regionOf(region: string | undefined, fileSystems: readonly FileSystem[]): string | undefined {
  const wanted = region ?? fileSystems[0]?.region;
  const elsewhere = fileSystems.find((each) => each.region !== wanted);
  if (elsewhere) throw refuse(`volume ${elsewhere.id} is in ${elsewhere.region}, not in ${wanted}`);
  return wanted;
}

function readLaunched({ data }: Envelope): string {
  return text(list(record(data, 'a launch').instance_ids, 'instance_ids')[0], 'an instance id');
}
