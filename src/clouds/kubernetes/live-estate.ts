import { z } from 'zod';
import type { HttpAnswer } from '../../provider/fetch-answer.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';
import type { Line } from './live-line.ts';

/** What every object of the adapter has. */
const oursSelector = 'app.kubernetes.io/managed-by=assay';
const ownerAnnotation = 'assay.dev/owner';
/** How long what is new may be in no list: a server may be one of several, each with a cache. */
const windowMs = 5_000;

const metadataShape = z.object({
  name: z.string(),
  uid: z.string(),
  creationTimestamp: z.string(),
  annotations: z.record(z.string(), z.string()).optional(),
});
type Metadata = z.infer<typeof metadataShape>;
const listShape = z.object({ items: z.array(z.object({ metadata: metadataShape })) });

/** The pods and claims of a namespace, as its server tells of them. A note on each says by which run it was made. */
export function createEstate({ send, path, namespace }: Line): Estate {
  /** A claim that has the name of another is not the one that an end is meant for. */
  const uidsOfClaims = new Map<string, string>();
  const placeOf = ({ kind, id }: EstateItem): Place => {
    if (kind === 'volume') return { collection: 'persistentvolumeclaims', name: id, uid: uidsOfClaims.get(id) };
    const dot = id.lastIndexOf('.');
    return { collection: 'pods', name: id.slice(0, dot), uid: id.slice(dot + 1) };
  };
  const listed = async (collection: Place['collection']): Promise<readonly Metadata[]> => {
    const answer = await send('GET', `${path}/${collection}?labelSelector=${encodeURIComponent(oursSelector)}`);
    return listShape.parse(readJson(answer)).items.map(({ metadata }) => metadata);
  };

  return {
    windowMs,
    list: async () => {
      const [pods, claims] = [await listed('pods'), await listed('persistentvolumeclaims')];
      for (const { name, uid } of claims) uidsOfClaims.set(name, uid);
      return [
        // By the ids of the adapter.
        ...pods.map((pod) => itemOf('instance', `${pod.name}.${pod.uid}`, pod)),
        ...claims.map((claim) => itemOf('volume', claim.name, claim)),
      ];
    },
    remove: async (item) => {
      const { collection, name, uid } = placeOf(item);
      const answer = await send(
        'DELETE',
        `${path}/${collection}/${name}`,
        uid === undefined ? {} : { preconditions: { uid } },
      );
      // 409: somebody else has the name by now.
      if (answer.status === 404 || answer.status === 409) return 'gone';
      readJson(answer);
      return 'going';
    },
    isGone: async (item) => {
      const { collection, name, uid } = placeOf(item);
      const answer = await send('GET', `${path}/${collection}/${name}`);
      if (answer.status === 404) return true;
      const { metadata } = z.object({ metadata: metadataShape }).parse(readJson(answer));
      return metadata.uid !== (uid ?? metadata.uid);
    },
    command: (item) => {
      const { collection, name } = placeOf(item);
      return `kubectl delete ${collection} ${name} --namespace ${namespace}`;
    },
  };
}

interface Place {
  readonly collection: 'pods' | 'persistentvolumeclaims';
  readonly name: string;
  readonly uid: string | undefined;
}

function itemOf(kind: EstateItem['kind'], id: string, { creationTimestamp, annotations }: Metadata): EstateItem {
  const owner = annotations?.[ownerAnnotation] ?? null;
  return { kind, id, owner, region: null, createdAtMs: Date.parse(creationTimestamp) || 0 };
}

function readJson({ status, text }: HttpAnswer): unknown {
  if (status < 200 || status > 299) throw new Error(`Kubernetes answered ${status}: ${text.slice(0, 200)}`);
  return JSON.parse(text);
}
