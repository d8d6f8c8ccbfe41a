import { record, text } from '../../provider/body-fields.ts';
import { checkTags } from '../../provider/check-tags.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import { checkWhole } from '../../provider/check-whole.ts';
import type { Random } from '../../provider/context.ts';
import { isObject } from '../../provider/is-object.ts';
import { isPossibleId } from '../../provider/possible-id.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { type Catalogue, readRegion } from './catalogue.ts';
import type { Client } from './client.ts';
import { malformedError } from './errors.ts';
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

const keyLength = 32;
/** What fits into the name. */
const sizeGiBMax = 999_999;

export function createVolumes(client: Client, catalogue: Catalogue, random: Random): Volumes {
  const listAll = async (): Promise<readonly FileSystem[]> => {
    const bodies = await client.list('/file-systems');
    try {
      return bodies.map(readFileSystem);
    } catch (thrown) {
      throw malformedError('read', thrown);
    }
  };

  async function create(request: CreateVolumeRequest): Promise<Volume> {
    const { sizeGiB, region = await defaultRegion() } = checkVolume(request);
    const name = `assay-${random.hex(keyLength)}-${sizeGiB}g`;
    try {
      const read = ({ data }: { readonly data?: unknown }) => toVolume(readFileSystem(data));
      return await client.send('POST', '/filesystems', read, { body: { name, region } });
    } catch (thrown) {
      if (!isProviderError(thrown) || thrown.ambiguous !== true) throw thrown;
      const found = (await listAll().catch(() => [])).find((each) => each.name === name);
      if (!found) throw thrown;
      return toVolume(found);
    }
  }

  /** Somewhere in which there are machines to mount it. */
  async function defaultRegion(): Promise<string> {
    const types = await catalogue.read();
    const [region] = types.toSorted((a, b) => b.regions.length - a.regions.length)[0]?.regions ?? [];
    if (region === undefined) throw refuse('region must be given: no region has machines right now');
    return region;
  }

  return {
    create,
    get: async (id) => {
      if (!isPossibleId(id)) return null;
      const found = (await listAll()).find((each) => each.id === id);
      return found ? toVolume(found) : null;
    },
    delete: async (id) => {
      if (!isPossibleId(id)) return;
      try {
        await client.send('DELETE', `/filesystems/${id}`, () => {});
      } catch (thrown) {
        if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return;
        const isUnclear = isProviderError(thrown) && thrown.ambiguous === true;
        const left = isUnclear ? await listAll().catch(() => undefined) : undefined;
        if (left === undefined || left.some((each) => each.id === id)) throw thrown;
      }
    },
    find: async (ids) => {
      if (ids.length === 0) return [];
      const all = await listAll();
      return ids.map((id) => {
        const found = all.find((each) => each.id === id);
        if (!found) throw refuse(`there is no volume ${JSON.stringify(id)}`);
        return found;
      });
    },
  };
}

function checkVolume(request: CreateVolumeRequest): { readonly sizeGiB: number; readonly region?: string } {
  if (!isObject(request)) throw refuse('a volume request must be an object');
  if (Object.keys(checkTags(request.tags, 'tags', refuse)).length > 0) {
    throw refuse('tags cannot be honoured: Lambda keeps none on file systems');
  }
  const sizeGiB = checkWhole(request.sizeGiB, 'sizeGiB', { min: 1, max: sizeGiBMax }, refuse);
  const region = checkOptionalText(request.region, 'region', refuse);
  return { sizeGiB, ...(region !== undefined && { region }) };
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
