import { list, record, text } from '../../provider/body-fields.ts';
import { type CheckedRequest, checkSpawnRequest } from '../../provider/check-spawn-request.ts';
import { unbounded } from '../../provider/check-spec.ts';
import type { Random } from '../../provider/context.ts';
import type { Instance } from '../../provider/instance.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { Catalogue } from './catalogue.ts';
import type { Client } from './client.ts';
import type { Instances } from './instances.ts';
import { nameOfKey } from './read-instance.ts';
import { capabilities, providerName, refuse, type Settings } from './settings.ts';
import { tagProblem, writeTags } from './tags.ts';
import type { FileSystem, Volumes } from './volumes.ts';

export interface SpawnParts {
  readonly client: Client;
  readonly catalogue: Catalogue;
  readonly instances: Instances;
  readonly volumes: Volumes;
  readonly random: Random;
  readonly settings: Settings;
}

/** The list of what is free is out of date: so many places of it are tried. Each takes its turn among the launches. */
const launchesMax = 4;
const userDataMaxBytes = 1_048_576;

/**
 * Creates one instance. No launch that may have taken effect is sent again: the instance is looked for by the key of the
 * spawn, which it carries as a tag and in its name.
 */
export function createSpawn(parts: SpawnParts): (request: SpawnRequest) => Promise<Instance> {
  const { client, catalogue, instances, volumes, random } = parts;
  const limits = { provider: providerName, capabilities, largest: unbounded, tagProblem };

  return async (request) => {
    const checked = checkSpawnRequest(request, limits);
    const spawnKey = random.hex(32);
    const order = orderOf(checked, spawnKey, parts.settings);
    const fileSystems = await volumes.find(checked.volumeIds);
    const free = await catalogue.candidates(checked.spec, regionOf(checked.region, fileSystems));
    let refusal: unknown;
    for (const { type, region } of free.slice(0, launchesMax)) {
      const where = { region_name: region, instance_type_name: type.name };
      const body = { ...order, ...where, file_system_names: fileSystems.map(({ name }) => name) };
      try {
        const found = await launch(body, spawnKey);
        if (typeof found !== 'string') return found;
        const { name = nameOfKey(spawnKey), tags, volumeIds } = checked;
        return { id: found, status: 'pending', name, region, spec: type.spec, tags, volumeIds };
      } catch (thrown) {
        if (!isProviderError(thrown) || thrown.code !== 'CAPACITY_ERROR') throw thrown;
        refusal = thrown;
      }
    }
    throw refusal;
  };

  /** The id of what was launched. After an unclear failure it may exist: it is looked for before that is passed on. */
  async function launch(body: object, spawnKey: string): Promise<string | Instance> {
    try {
      const path = '/instance-operations/launch';
      return await client.send({ method: 'POST', kind: 'create', path, body, read: ({ data }) => readId(data) });
    } catch (thrown) {
      // Who is told to slow down may be told so by another than who launched.
      const mayExist = isProviderError(thrown) && (thrown.ambiguous === true || thrown.code === 'RATE_LIMIT_ERROR');
      const found = mayExist ? await instances.findSpawned(spawnKey) : null;
      if (found === null) throw thrown;
      return found;
    }
  }
}

function orderOf({ tags, name, image, bootstrap }: CheckedRequest, spawnKey: string, settings: Settings): object {
  if (bootstrap && Buffer.byteLength(bootstrap.content) > userDataMaxBytes) {
    throw refuse('bootstrap.content is too long for Lambda, 1 MiB at most');
  }
  return {
    name: nameOfKey(spawnKey),
    ssh_key_names: [settings.sshKey],
    tags: writeTags(tags, { spawnKey, name, owner: settings.owner }),
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

function readId(data: unknown): string {
  return text(list(record(data, 'a launch').instance_ids, 'instance_ids')[0], 'an instance id');
}
