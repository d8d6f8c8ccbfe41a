import type { ProviderContext } from '../../provider/context.ts';
import { fetchAnswer, type HttpAnswer } from '../../provider/fetch-answer.ts';
import { readTokenSettings } from '../../provider/google/token-settings.ts';
import { createTokenSource } from '../../provider/google/token-source.ts';
import { refuseAs } from '../../provider/refuse.ts';
import { realContext } from '../../testbed/real-context.ts';
import { projectOf, regionOf, type Settings, type Urls, urlsOf } from './live-settings.ts';

/** The real Compute Engine as the testbed itself asks it: past every fault, with the credentials that the adapter takes. */
export interface LiveGcp {
  readonly project: string;
  readonly region: string;
  readonly urls: Urls;
  readonly clock: ProviderContext['clock'];
  /** The path begins behind the project. */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string): Promise<HttpAnswer>;
  /** Any other of Google's services. */
  post(url: string, body: object): Promise<HttpAnswer>;
  /** Throws AUTH_ERROR where there is none. */
  token(): Promise<string>;
}

const deadlineMs = 30_000;
const testbedName = 'gcp';

export function openLiveGcp(settings: Settings, context: ProviderContext = realContext()): LiveGcp {
  const { env, clock } = context;
  const tokens = createTokenSource(context, readTokenSettings(env, refuseAs(testbedName)), testbedName);
  const [project, urls] = [projectOf(settings, env) ?? '', urlsOf(settings, env)];

  async function send(url: string, init: RequestInit): Promise<HttpAnswer> {
    const authorization = `Bearer ${await tokens.take()}`;
    const headers = { authorization, 'content-type': 'application/json', 'user-agent': 'assay-testbed/1' };
    return fetchAnswer(context, url, { ...init, headers }, deadlineMs);
  }

  return {
    ...{ project, region: regionOf(settings, env) ?? '', urls, clock },
    ask: (method, path) => send(`${urls.compute}/compute/v1/projects/${project}${path}`, { method }),
    post: (url, body) => send(url, { method: 'POST', body: JSON.stringify(body) }),
    token: () => tokens.take(),
  };
}

/** What a refusal says, in the service's words. */
export function wordsOf({ status, text }: Pick<HttpAnswer, 'status' | 'text'>): string {
  const [, message] = /"message":\s*("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  return `${status}: ${message === undefined ? text.slice(0, 200) : JSON.parse(message)}`;
}
