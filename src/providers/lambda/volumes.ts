import { record, text } from '../../provider/body-fields.ts';
import { checkVolumeRequest } from '../../provider/check-volume-request.ts';
import type { Random } from '../../provider/context.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { type Catalogue, readRegion } from './catalogue.ts';
import type { Client } from './client.ts';
import { refuse } from './settings.ts';

/** A file system as the service has it. */
export interface FileSystem {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly isInUse: boolean;
}

/** A file system has no size and no tags: it grows as it fills. The size that was asked for is kept in its name. */
export interface Volumes {
  create(request: CreateVolumeRequest): Promise<Volume>;
  get(id: string): Promise<Volume | null>;
  delete(id: string): Promise<void>;
  /** Those with these ids. Throws INVALID_SPEC where one is not there. */
  find(ids: readonly string[]): Promise<readonly FileSystem[]>;
}

const limits = { sizeGiBMax: 999_999, tagProblem: () => 'Lambda keeps no tags on file systems' };

export function createVolumes(client: Client, catalogue: Catalogue, random: Random): Volumes {
  const listAll = () => client.list('/file-systems', readFileSystem);
  const lookFor = async (isIt: (each: FileSystem) => boolean) => (await listAll()).find(isIt) ?? null;

  /** Somewhere in which there are machines to mount it. */
  async function defaultRegion(): Promise<string> {
    const types = await catalogue.read();
    const [region] = types.toSorted((a, b) => b.regions.length - a.regions.length)[0]?.regions ?? [];
    if (region === undefined) throw refuse('region must be given: no region has machines right now');
    return region;
  }

  return {
    create: async (request) => {
      const { sizeGiB, region = await defaultRegion() } = checkVolumeRequest(request, refuse, limits);
      const name = `assay-${random.hex(32)}-${sizeGiB}g`;
      const read = ({ data }: { readonly data?: unknown }) => readFileSystem(data);
      try {
        return toVolume(await client.send({ method: 'POST', path: '/filesystems', body: { name, region }, read }));
      } catch (thrown) {
        const found = isUnclear(thrown) ? await lookFor((each) => each.name === name).catch(() => null) : null;
        if (found === null) throw thrown;
        return toVolume(found);
      }
    },
    get: async (id) => {
      const found = isPossibleId(id) ? await lookFor((each) => each.id === id) : null;
      return found && toVolume(found);
    },
    delete: async (id) => {
      if (!isPossibleId(id)) return;
      try {
        await client.send({ method: 'DELETE', path: `/filesystems/${id}`, read: () => {} });
      } catch (thrown) {
        if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return;
        const left = isUnclear(thrown) ? await lookFor((each) => each.id === id).catch(() => undefined) : undefined;
        if (left !== null) throw thrown;
      }
    },
    find: async (ids) => {
      const all = ids.length === 0 ? [] : await listAll();
      return ids.map((id) => {
        const found = all.find((each) => each.id === id);
        if (!found) throw refuse(`there is no volume ${JSON.stringify(id)}`);
        return found;
      });
    },
  };
}

function readFileSystem(body: unknown): FileSystem {
  const native = record(body, 'a file system');
  return {
    id: text(native.id, 'id'),
    name: text(native.name, 'name'),
    region: readRegion(native.region),
    isInUse: native.is_in_use === true,
  };
}

function toVolume({ id, name, region, isInUse }: FileSystem): Volume {
  // One that was not made here says nothing of its size.
  const sizeGiB = Number(/^assay-[0-9a-f]+-(\d+)g$/.exec(name)?.[1] ?? 1);
  return { id, status: isInUse ? 'in-use' : 'available', sizeGiB, region };
}

function isUnclear(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.ambiguous === true;
}
