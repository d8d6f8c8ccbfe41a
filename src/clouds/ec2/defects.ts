import type { NativeRequest, NativeResponse, ServiceDefects } from '../../testbed/wire/native-service.ts';
import { forgetToken } from './client-tokens.ts';
import { readQuery } from './query.ts';
import { regionOfHost } from './region-of-host.ts';
import type { Store } from './store.ts';

/** What a simulated EC2 does when it is not itself. */
export function createDefects(store: Store): Partial<ServiceDefects> {
  return {
    ...answerDefects,
    forgetToken: (request) => {
      const query = readQuery(request.body);
      const isLaunch = query.action === 'RunInstances' || query.action === 'CreateFleet';
      return isLaunch && forgetToken(store, regionOfHost(request.host) ?? '', query);
    },
  };
}

/** Those of any EC2. It has no words for an answer that is short: such a call fails whole. */
export const answerDefects: Partial<ServiceDefects> = {
  unknownState: (response) => {
    const body = response.body.replace(/<instanceState>.*?<\/instanceState>/g, migrating);
    return body === response.body ? undefined : { ...response, body };
  },
  repeatedCursor: (response, request) => {
    const asked = readQuery(request.body).text('NextToken');
    // Nothing comes round again on the first page.
    if (asked === undefined || !isListAnswer(response)) return undefined;
    const body = response.body.replace(nextTokenElement, '');
    return { ...response, body: body.replace(/<\/DescribeInstancesResponse>$/, `<nextToken>${asked}</nextToken>$&`) };
  },
  nextPage: (response, request) => {
    const [, token] = nextTokenElement.exec(response.body) ?? [];
    return token === undefined || !isListAnswer(response) ? undefined : nextPageOf(request, token);
  },
};

const migrating = '<instanceState><code>99</code><name>migrating</name></instanceState>';
const nextTokenElement = /<nextToken>([^<]+)<\/nextToken>/;

function isListAnswer({ body }: NativeResponse): boolean {
  return body.includes('<DescribeInstancesResponse');
}

function nextPageOf(request: NativeRequest, token: string): NativeRequest {
  const parameters = new URLSearchParams(request.body);
  parameters.set('NextToken', token);
  return { ...request, body: parameters.toString() };
}
