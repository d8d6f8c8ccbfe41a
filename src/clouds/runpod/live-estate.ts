import { z } from 'zod';
import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, type HttpAnswer } from '../../provider/fetch-answer.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';

const deadlineMs = 30_000;
/** How long what is new may be in no list. */
const windowMs = 60_000;

const podsShape = z.object({
  pods: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      dataCenterId: z.string().nullish(),
      cost: z.number(),
      createdAt: z.string(),
    }),
  ),
});
const volumesShape = z.object({
  networkVolumes: z.array(z.object({ id: z.string(), name: z.string(), dataCenter: z.string() })),
});

/** The pods and network volumes of an account, as the service tells of them. Their names say by which run each was made. */
export function createEstate(
  context: Pick<ProviderContext, 'fetch' | 'clock' | 'signal'>,
  url: string,
  headers: Readonly<Record<string, string>>,
): Estate {
  const send = (method: string, path: string): Promise<HttpAnswer> =>
    fetchAnswer(context, url + path, { method, headers: { ...headers } }, deadlineMs);
  const costs = new Map<string, number>();

  return {
    windowMs,
    list: async () => {
      const { pods } = podsShape.parse(readJson(await send('GET', '/pods')));
      const { networkVolumes } = volumesShape.parse(readJson(await send('GET', '/network-volumes')));
      for (const { id, cost } of pods) costs.set(id, cost);
      return [
        ...pods.filter(({ status }) => status !== 'TERMINATED').map(podItem),
        ...networkVolumes.map(({ id, name, dataCenter }): EstateItem => {
          // The service does not tell when a volume was made.
          return { kind: 'volume', id, owner: ownerIn(name), region: dataCenter, createdAtMs: 0 };
        }),
      ];
    },
    remove: async (item) => {
      const answer = await send('DELETE', pathOf(item));
      if (answer.status !== 204 && answer.status !== 404) throw refused(answer);
      return 'gone';
    },
    isGone: async (item) => {
      const answer = await send('GET', pathOf(item));
      if (answer.status === 404) return true;
      readJson(answer);
      return false;
    },
    command: (item) => `curl -X DELETE -H "authorization: Bearer $RUNPOD_API_KEY" ${url}${pathOf(item)}`,
    usdPerHour: ({ id }) => costs.get(id),
  };
}

function podItem(pod: z.infer<typeof podsShape>['pods'][number]): EstateItem {
  const { id, name, dataCenterId, createdAt } = pod;
  const createdAtMs = Date.parse(createdAt) || 0;
  return { kind: 'instance', id, owner: ownerIn(name), region: dataCenterId ?? null, createdAtMs };
}

function ownerIn(name: string): string | null {
  return /^assay-(.+)-[0-9a-f]{32}$/.exec(name)?.[1] ?? null;
}

function pathOf({ kind, id }: EstateItem): string {
  return `${kind === 'volume' ? '/network-volumes' : '/pods'}/${encodeURIComponent(id)}`;
}

function readJson(answer: HttpAnswer): unknown {
  if (answer.status !== 200) throw refused(answer);
  return JSON.parse(answer.text);
}

function refused({ status, text }: HttpAnswer): Error {
  return new Error(`RunPod answered ${status}: ${text.slice(0, 200)}`);
}
