import { isPresent, list, record, text, textOr } from '../../provider/body-fields.ts';
import { checkVolumeRequest } from '../../provider/check-volume-request.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { foreign, readLabels, readRest, runMark, tagProblem, writeTags } from './notes.ts';
import { digest, lastPart, readId, regionOf, requestIdOf, writeId } from './resource-id.ts';
import type { Service } from './service.ts';
import { refuse } from './settings.ts';

/** A disk that can be attached to a machine of its zone. */
export interface FoundDisk {
  readonly id: string;
  readonly zone: string;
  readonly link: string;
}

export interface Volumes {
  create(request: CreateVolumeRequest): Promise<Volume>;
  get(id: string): Promise<Volume | null>;
  delete(id: string): Promise<void>;
  /** Those with these ids. Throws INVALID_SPEC where one is not there, or is held. */
  find(ids: readonly string[]): Promise<readonly FoundDisk[]>;
}

type Parts = Pick<Service, 'send' | 'operations' | 'places' | 'context' | 'settings'>;
type Disk = { readonly volume: Volume; readonly link: string };

const limits = { sizeGiBMax: 65_536, tagProblem };
const sizeGiBMin = 10;
const descriptionLengthMax = 2_048;

/** Disks are zonal: one is made in the first zone of its region, and draws its machines there. */
export function createVolumes({ send, operations, places, context, settings }: Parts): Volumes {
  async function look(id: string): Promise<Disk | null> {
    const wanted = readId(id);
    if (!wanted) return null;
    try {
      const path = `/zones/${wanted.zone}/disks/${wanted.number}`;
      return await send({ method: 'GET', path, read: readDisk });
    } catch (thrown) {
      if (isProviderError(thrown) && thrown.code === 'NOT_FOUND') return null;
      throw thrown;
    }
  }

  return {
    create: async (request) => {
      const { sizeGiB, region = settings.region, tags } = checkVolumeRequest(request, refuse, limits);
      if (sizeGiB < sizeGiBMin) throw refuse(`sizeGiB must be at least ${sizeGiBMin} at Compute Engine`);
      const { labels, rest } = writeTags(tags);
      const description = JSON.stringify(rest);
      if (description.length > descriptionLengthMax) throw refuse('tags are too long for a disk of Compute Engine');
      const [zone = ''] = await places.zonesOf(region);
      const key = digest(['disk', context.random.hex(32), context.clock.now()]);
      const { targetId } = await operations.run(zone, {
        method: 'POST',
        kind: 'create',
        path: `/zones/${zone}/disks?requestId=${requestIdOf(['disk', key])}`,
        body: {
          name: `assay-${key}`,
          sizeGb: String(sizeGiB),
          type: `zones/${zone}/diskTypes/pd-balanced`,
          labels: { ...labels, ...runMark(settings.owner) },
          description,
        },
      });
      return { id: writeId({ zone, number: targetId }), status: 'available', sizeGiB, region, tags };
    },
    get: async (id) => (await look(id))?.volume ?? null,
    delete: async (id) => {
      const wanted = readId(id);
      if (!wanted) return;
      try {
        await operations.run(wanted.zone, { method: 'DELETE', path: `/zones/${wanted.zone}/disks/${wanted.number}` });
      } catch (thrown) {
        if (!isProviderError(thrown) || thrown.code !== 'NOT_FOUND') throw thrown;
      }
    },
    find: async (ids) =>
      Promise.all(
        ids.map(async (id) => {
          const found = await look(id);
          if (!found) throw refuse(`there is no volume ${JSON.stringify(id)}`);
          if (found.volume.status === 'in-use') throw refuse(`volumeIds: an instance holds the volume ${id}`);
          return { id, zone: readId(id)?.zone ?? '', link: found.link };
        }),
      ),
  };
}

function readDisk(body: Readonly<Record<string, unknown>>): Disk {
  const disk = record(body, 'a disk');
  const zone = lastPart(text(disk.zone, 'zone'));
  const isHeld = isPresent(disk.users) && list(disk.users, 'users').length > 0;
  return {
    link: text(disk.selfLink, 'selfLink'),
    volume: {
      id: writeId({ zone, number: text(disk.id, 'id') }),
      status: isHeld ? 'in-use' : statusOf(text(disk.status, 'status')),
      sizeGiB: Number(text(disk.sizeGb, 'sizeGb')),
      region: regionOf(zone),
      tags: { ...foreign(readLabels(disk.labels)), ...readRest(textOr(disk.description, '{}')) },
    },
  };
}

function statusOf(native: string): Volume['status'] {
  if (native === 'READY') return 'available';
  if (native === 'DELETING') return 'deleting';
  return native === 'FAILED' || native === 'UNAVAILABLE' ? 'error' : 'creating';
}
