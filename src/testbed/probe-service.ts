import type { ProviderContext } from '../provider/context.ts';
import { fetchAnswer, type HttpAnswer, isSuccess } from '../provider/fetch-answer.ts';
import { isUntrusted, untrustedText } from '../provider/untrusted-certificate.ts';
import { clockProblem } from './clock-problem.ts';

/** How a service is looked at before anything is made there. */
export interface ServiceProbe {
  /** As a person writes it. */
  readonly displayName: string;
  readonly url: string;
  /** Asked with GET; needs the key, and changes nothing. */
  readonly path: string;
  /** The variable that holds the key. */
  readonly keyVariable: string;
  headers(key: string): Readonly<Record<string, string>>;
}

const deadlineMs = 15_000;

/**
 * What keeps a real service from being used here, in one sentence with its remedy; null where nothing does. Never shows
 * the key, and makes nothing.
 *
 * @example
 * const missing = await probeService({ displayName: 'Acme', url, path: '/v1/ping', keyVariable: 'ACME_KEY', headers }, context);
 */
export async function probeService(
  probe: ServiceProbe,
  context: Pick<ProviderContext, 'fetch' | 'clock' | 'signal' | 'env'>,
): Promise<string | null> {
  const key = context.env[probe.keyVariable];
  const problem = keyProblem(probe.keyVariable, key) ?? urlProblem(probe);
  if (problem !== null || key === undefined) return problem;
  const answer = await ask(probe, key, context);
  if (typeof answer === 'string') return answer;
  return clockProblem(answer.headers.get('date'), context.clock.now()) ?? answerProblem(probe, answer);
}

function keyProblem(variable: string, key: string | undefined): string | null {
  if (key === undefined || key === '') {
    return `${variable} is not set: export it, and pass it on with --env ${variable}`;
  }
  if (/^\s|\s$/.test(key)) {
    return `${variable} begins or ends with a blank or a newline: export it without, for example by ${variable}="$(tr -d '[:space:]' <file)"`;
  }
  // A header cannot hold it, and the error of who tries would show it.
  return /^[\x21-\x7e]+$/.test(key) ? null : `${variable} holds characters that no key has: copy it again`;
}

function urlProblem({ displayName, url }: ServiceProbe): string | null {
  const protocol = URL.parse(url)?.protocol;
  if (protocol === 'https:' || protocol === 'http:') return null;
  return `${JSON.stringify(url)} is no URL of ${displayName}: write --url https://…`;
}

async function ask(
  { displayName, url, path, headers }: ServiceProbe,
  key: string,
  context: Parameters<typeof fetchAnswer>[0],
): Promise<HttpAnswer | string> {
  try {
    return await fetchAnswer(context, url + path, { headers: { ...headers(key) } }, deadlineMs);
  } catch (thrown) {
    if (isOutOfDate(thrown)) {
      const now = new Date(context.clock.now()).toISOString();
      return `the certificate of ${displayName} is not valid at ${now}, the time of this computer: set its clock`;
    }
    if (isUntrusted(codeOf(thrown))) return untrustedText(`${displayName} at ${url}`);
    return `${displayName} cannot be reached at ${url} (${reasonOf(thrown)}): check the URL and the network`;
  }
}

/** A clock that is far off shows first in a certificate, before anybody says what time it is. */
function isOutOfDate(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED';
}

function codeOf(thrown: unknown): string | undefined {
  return (((thrown as Error).cause ?? {}) as NodeJS.ErrnoException).code;
}

function answerProblem({ displayName, url, keyVariable }: ServiceProbe, answer: HttpAnswer): string | null {
  const { status } = answer;
  if (isSuccess(answer)) return null;
  if (status === 401 || (status === 403 && isJson(answer.text))) {
    return `${displayName} refuses the key in ${keyVariable} (${status}): make a new one, or look at the account`;
  }
  if (status === 403) return `something in front of ${displayName} at ${url} lets nobody through from here (403)`;
  if (status === 429) return `${displayName} says that this account asks too often (429): wait a minute`;
  return `${displayName} at ${url} answers ${status}: check the URL, or try again later`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { cause } = thrown;
  if (!(cause instanceof Error)) return thrown.message;
  return cause.message || ((cause as NodeJS.ErrnoException).code ?? thrown.message);
}
