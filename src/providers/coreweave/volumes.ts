import { isPresent, record, text } from '../../provider/body-fields.ts';
import { checkVolumeRequest } from '../../provider/check-volume-request.ts';
import type { ProviderContext } from '../../provider/context.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { isProviderError } from '../../provider/provider-error.ts';
import type { CreateVolumeRequest } from '../../provider/requests.ts';
import type { Volume } from '../../provider/resources.ts';
import { type Notes, readNotes, writeMetadata } from './notes.ts';
import { pastConflicts } from './past-conflicts.ts';
import { deleteObject, isAbsence, type Pods } from './pods.ts';
import { readQuantity } from './quantity.ts';
import { digest, isName, nameOf, type ResourceId } from './resource-id.ts';
import { refuse, type Settings } from './settings.ts';

const collection = 'persistentvolumeclaims';
const gib = 1_073_741_824;
/** How long a claim that was made may be unseen. */
const patience = { withinMs: 10_000, pauseMs: 1_000 };

interface Claim extends ResourceId {
  readonly phase: string;
  readonly isEnding: boolean;
  readonly sizeGiB: number;
  readonly notes: Notes;
}

export interface Volumes {
  create(request: CreateVolumeRequest): Promise<Volume>;
  get(id: string): Promise<Volume | null>;
  delete(id: string): Promise<void>;
  /** Names of the claims of these volumes. Throws INVALID_SPEC for one that is not there. */
  claimsOf(ids: readonly string[]): Promise<readonly string[]>;
}

/** Claims on storage that several pods may mount. The server would take the end of one that is held, and carry it out later. */
export function createVolumes(send: JsonClient, pods: Pods, context: ProviderContext, settings: Settings): Volumes {
  async function named(name: string): Promise<Claim | null> {
    try {
      return await send({ method: 'GET', path: `/${collection}/${name}`, read: readClaim });
    } catch (thrown) {
      if (isAbsence(thrown)) return null;
      throw thrown;
    }
  }

  /** A claim has a name that is drawn, so its name alone says which it is. */
  const look = async (id: string) => (isName(id) ? named(id) : null);

  const isHeld = async ({ name }: Claim) =>
    (await pods.all()).some(({ claims, instance }) => claims.includes(name) && holds.has(instance.status));

  const toVolume = async (claim: Claim): Promise<Volume> => ({
    id: claim.name,
    status: await statusOf(claim, () => isHeld(claim)),
    sizeGiB: claim.sizeGiB,
    ...(settings.region !== undefined && { region: settings.region }),
    tags: claim.notes.tags,
  });

  return {
    create: async (request) => {
      const { sizeGiB, region, tags } = checkVolumeRequest(request, refuse);
      checkRegion(region, settings);
      // Two processes may start from one seed: the time keeps their draws apart.
      const spawnKey = digest(['volume', context.random.hex(32), context.clock.now()]);
      const name = nameOf(['volume', spawnKey]);
      const notes = { spawnKey, fingerprint: digest([sizeGiB]), tags };
      const body = claimBody(writeMetadata(name, notes, settings.owner), sizeGiB, settings);
      try {
        const create = () => send({ method: 'POST', path: `/${collection}`, kind: 'create', body, read: readClaim });
        return await toVolume(await pastConflicts(context.clock, create));
      } catch (thrown) {
        if (!isProviderError(thrown) || thrown.ambiguous !== true) throw thrown;
        // A failed look is a look that saw nothing.
        const found = await lookUntil(context.clock, patience, () => named(name).catch(() => null));
        if (found === null) throw thrown;
        return toVolume(found);
      }
    },
    get: async (id) => {
      const claim = await look(id);
      return claim && toVolume(claim);
    },
    delete: async (id) => {
      const claim = await look(id);
      if (claim === null) return;
      if (await isHeld(claim)) throw refuse(`volume ${id} is held by a pod`);
      await deleteObject(send, collection, claim);
    },
    claimsOf: (ids) =>
      Promise.all(
        ids.map(async (id) => {
          const claim = await look(id);
          if (claim === null || claim.isEnding) throw refuse(`there is no volume ${JSON.stringify(id)}`);
          return claim.name;
        }),
      ),
  };
}

/** A pod that has ended holds nothing, although its object is still there. */
const holds: ReadonlySet<string> = new Set(['pending', 'starting', 'running', 'terminating']);

/** One cluster is in one zone. */
export function checkRegion(region: string | undefined, { region: own }: Settings): void {
  if (region === undefined || region === own) return;
  throw refuse(`region must be ${own ?? 'left out'}: COREWEAVE_REGION says where the cluster is`);
}

function claimBody(metadata: object, sizeGiB: number, { storageClass }: Settings): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata,
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: storageClass,
      resources: { requests: { storage: `${sizeGiB}Gi` } },
    },
  };
}

function readClaim(body: Readonly<Record<string, unknown>>): Claim {
  const metadata = record(body.metadata, 'metadata');
  const notes = readNotes(metadata);
  if (notes === null) throw new Error('the claim is not ours');
  const { requests } = record(record(body.spec, 'spec').resources, 'resources');
  const phase = isPresent(body.status) ? record(body.status, 'status').phase : undefined;
  return {
    ...{ name: text(metadata.name, 'name'), uid: text(metadata.uid, 'uid'), notes },
    phase: isPresent(phase) ? text(phase, 'phase') : 'Pending',
    isEnding: isPresent(metadata.deletionTimestamp),
    sizeGiB: Math.round(readQuantity(record(requests, 'requests').storage, 'storage') / gib),
  };
}

async function statusOf({ phase, isEnding }: Claim, isHeld: () => Promise<boolean>): Promise<Volume['status']> {
  if (isEnding) return 'deleting';
  if (phase === 'Lost') return 'error';
  if (phase !== 'Bound') return 'creating';
  return (await isHeld()) ? 'in-use' : 'available';
}
