import type { NativeResponse, ServiceDefects } from '../../testbed/wire/native-service.ts';

type Body = Readonly<Record<string, unknown>>;

/** What this service does when it is not itself. It has no pages and no idempotency tokens to go wrong. */
export const defects: Partial<ServiceDefects> = {
  unknownState: (response) => {
    const body = parsed(response.body);
    if (body === undefined) return undefined;
    if (Array.isArray(body.pods)) {
      return body.pods.length === 0 ? undefined : answer(response, { ...body, pods: body.pods.map(astray) });
    }
    return body.actions === undefined ? undefined : answer(response, astray(body));
  },
};

function astray(body: Body): Body {
  return { ...body, status: 'MIGRATING' };
}

function answer(response: NativeResponse, body: Body): NativeResponse {
  return { ...response, body: JSON.stringify(body) };
}

function parsed(text: string): Body | undefined {
  if (!text.startsWith('{')) return undefined;
  return JSON.parse(text) as Body;
}
