import type { Fetch } from '../provider/context.ts';

/** How to find out whether a live service can be used: one cheap read that needs the key. */
export interface ServiceProbe {
  /** As a person writes it. */
  readonly displayName: string;
  readonly key: SetVariable;
  /** Where the service is, by the variable or by default. */
  readonly url: { readonly name: string; readonly value: string };
  readonly path: string;
  readonly headers: (key: string) => Readonly<Record<string, string>>;
}

/** A variable, and what it holds. */
export interface SetVariable {
  readonly name: string;
  readonly value: string | undefined;
}

/** What of the machine a probe uses. */
export interface ProbeTools {
  readonly fetch: Fetch;
  readonly now: () => number;
}

/** Longer than any healthy service takes for a read. */
const patienceMs = 15_000;
/** No machine that asks the time of others is as far off. */
const clockToleranceMs = 5 * 60_000;

/**
 * What keeps a live service from being used, with the remedy, or null: no key, one that cannot be right, one that is
 * refused, a URL where nobody answers, a clock that is far off. Nothing is created, and the key is never shown.
 *
 * @example
 * const headers = (key: string) => ({ authorization: `Bearer ${key}` });
 * const [key, url] = [{ name: 'API_KEY', value: token }, { name: 'API_URL', value: 'https://api.example.com' }];
 * const missing = await probeService({ displayName: 'Example', key, url, path: '/v1/me', headers }, { fetch, now: Date.now });
 */
export async function probeService(probe: ServiceProbe, tools: ProbeTools): Promise<string | null> {
  const unusable = keyProblem(probe.key) ?? urlProblem(probe.url);
  if (unusable !== null) return unusable;
  let response: Response;
  try {
    response = await ask(probe, tools.fetch);
  } catch (thrown) {
    return unreachable(probe, thrown, tools.now());
  }
  // Both may be wrong, and a clock may be why a key is refused.
  const problems = [clockProblem(response, tools.now()), answerProblem(probe, response)];
  const told = problems.filter((problem) => problem !== null);
  return told.length === 0 ? null : told.join('; and ');
}

function keyProblem({ name, value }: SetVariable): string | null {
  if (value === undefined || value === '') return `${name} is not set: export it, and pass it on with --env ${name}`;
  if (/[\r\n]$/.test(value)) {
    return `${name} ends with a line break: set it without one, for example by export ${name}="$(cat key-file)"`;
  }
  if (value !== value.trim()) return `${name} begins or ends with a space: set it without`;
  // Anything else could not even be sent.
  return /^[\x21-\x7e]+$/.test(value) ? null : `${name} holds a character that no key has: copy it again`;
}

function urlProblem({ name, value }: ServiceProbe['url']): string | null {
  const { protocol } = URL.parse(value) ?? {};
  if (protocol === 'http:' || protocol === 'https:') return null;
  return `${name} is ${JSON.stringify(value)}, which is no URL: give one such as https://api.example.com`;
}

function ask({ key, url, path, headers }: ServiceProbe, fetch: Fetch): Promise<Response> {
  const signal = AbortSignal.timeout(patienceMs);
  return fetch(url.value + path, { headers: headers(key.value ?? ''), redirect: 'manual', signal });
}

function unreachable({ displayName, url }: ServiceProbe, thrown: unknown, nowMs: number): string {
  const code = codeBehind(thrown);
  if (code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED') {
    const now = new Date(nowMs).toISOString();
    return `the certificate of ${displayName} is not valid at ${now}, which is the time on this machine: set its clock`;
  }
  return `${displayName} cannot be reached at ${url.value} (${reasons[code] ?? code}): see that ${url.name} is right, and the network`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'nobody knows that name',
  EAI_AGAIN: 'names cannot be looked up right now',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was broken off',
  TimeoutError: `no answer within ${patienceMs / 1_000} s`,
};

/** The innermost reason that has a code, or a name of its own. */
function codeBehind(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { code } = thrown as { readonly code?: unknown };
  if (typeof code === 'string') return code;
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeBehind(thrown.errors[0]);
  if (thrown.cause !== undefined) return codeBehind(thrown.cause);
  return thrown.name === 'Error' ? thrown.message : thrown.name;
}

function clockProblem(response: Response, nowMs: number): string | null {
  const serverMs = Date.parse(response.headers.get('date') ?? '');
  const aheadMs = nowMs - serverMs;
  // A service that does not say what time it is cannot be compared with.
  if (Number.isNaN(serverMs) || Math.abs(aheadMs) <= clockToleranceMs) return null;
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  return `the clock of this machine is ${minutes} minutes ${aheadMs > 0 ? 'ahead' : 'behind'}: set it`;
}

function answerProblem({ displayName, key, url, path }: ServiceProbe, response: Response): string | null {
  const { status } = response;
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  if (status === 401)
    return `${displayName} does not accept the key in ${key.name} (401): see that it is the right one`;
  if (status === 403) {
    if (!isJson)
      return `what stands in front of ${displayName} turns this machine away (403): see that ${url.name} is right`;
    return `${displayName} does not let the key in ${key.name} do this (403): see what it and its account may do`;
  }
  if (status === 404 || (status >= 300 && status < 400)) {
    return `there is no ${path} at ${url.value} (${status}): see that ${url.name} is right`;
  }
  if (status === 429)
    return `${displayName} takes no more calls of this account right now (429): wait, or stop who else uses it`;
  return status >= 400 ? `${displayName} answers ${status}: look at its status page` : null;
}
