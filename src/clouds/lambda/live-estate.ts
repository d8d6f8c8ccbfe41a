import { z } from 'zod';
import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, type HttpAnswer } from '../../provider/fetch-answer.ts';
import { createTurns } from '../../provider/turns.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';
import { prefix } from './route.ts';

const deadlineMs = 30_000;
const requestApartMs = 1_050;
/** How long what is new may be in no list. */
const windowMs = 60_000;

const pageShape = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      region: z.object({ name: z.string() }),
      tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
    }),
  ),
  page_token: z.string().nullish(),
});

/** The instances of an account, as the service tells of them. The tag `assay:run` says by which run each was made. */
export function createEstate(
  context: Pick<ProviderContext, 'fetch' | 'clock' | 'signal'>,
  url: string,
  headers: Readonly<Record<string, string>>,
): Estate {
  const takeTurn = createTurns(context.clock, requestApartMs, context.signal);

  async function send(method: string, path: string, body?: object): Promise<HttpAnswer> {
    await takeTurn();
    const init = { method, headers: { ...headers }, ...(body && { body: JSON.stringify(body) }) };
    return fetchAnswer(context, url + prefix + path, init, deadlineMs);
  }

  return {
    windowMs,
    list: async () => {
      const items: EstateItem[] = [];
      for (let token: string | null = ''; token !== null; ) {
        const query: string = token === '' ? '' : `?page_token=${encodeURIComponent(token)}`;
        const page: z.infer<typeof pageShape> = pageShape.parse(readJson(await send('GET', `/instances${query}`)));
        items.push(...page.data.filter(({ status }) => status !== 'terminated').map(toItem));
        token = page.page_token || null;
      }
      return items;
    },
    remove: async ({ id }) => {
      const answer = await send('POST', '/instance-operations/terminate', { instance_ids: [id] });
      if (answer.status === 404) return 'gone';
      // Whoever asks for the end of what is ending is told of an unknown error.
      if (answer.status !== 200 && !/"global\/unknown"/.test(answer.text)) throw refused(answer);
      return 'going';
    },
    isGone: async ({ id }) => {
      const answer = await send('GET', `/instances/${id}`);
      if (answer.status === 404) return true;
      return /"status":\s*"terminated"/.test(JSON.stringify(readJson(answer)));
    },
    command: ({ id }) =>
      `curl -X POST -H "authorization: Bearer $LAMBDA_API_KEY" -H 'content-type: application/json' -d '{"instance_ids":["${id}"]}' ${url}${prefix}/instance-operations/terminate`,
  };
}

function toItem({ id, region, tags = [] }: z.infer<typeof pageShape>['data'][number]): EstateItem {
  const owner = tags.find(({ key }) => key === 'assay:run')?.value ?? null;
  // The service does not tell when a thing was made.
  return { kind: 'instance', id, owner, region: region.name, createdAtMs: 0 };
}

function readJson(answer: HttpAnswer): unknown {
  if (answer.status !== 200) throw refused(answer);
  return JSON.parse(answer.text);
}

function refused({ status, text }: HttpAnswer): Error {
  return new Error(`Lambda answered ${status}: ${text.slice(0, 200)}`);
}
