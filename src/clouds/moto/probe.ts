import { isObject } from '../../provider/is-object.ts';
import { createVirtualClock } from '../../testbed/virtual-clock.ts';
import { createAccountView } from './account-view.ts';
import { motoUrl } from './endpoint.ts';
import { imagesPath } from './start-server.ts';

type Settings = Readonly<Record<string, string>>;

/** Debian's own account. */
const debian = '136693071363';

const answersWithinMs = 10_000;

/** What is missing for moto to be used, or null. */
export async function probeMoto(settings: Settings): Promise<string | null> {
  const { endpoint } = settings;
  return endpoint === undefined ? probeStart(settings) : probeEndpoint(endpoint);
}

/** Whether it starts is known once it did; it is needed next. */
async function probeStart(settings: Settings): Promise<string | null> {
  try {
    await motoUrl(settings);
    return null;
  } catch (thrown) {
    return reasonOf(thrown);
  }
}

async function probeEndpoint(endpoint: string): Promise<string | null> {
  if (!isLoopback(endpoint)) {
    return `--endpoint ${JSON.stringify(endpoint)} is no URL on the loopback of this computer, such as http://127.0.0.1:5000`;
  }
  try {
    if (!(await isMoto(endpoint))) return `what answers at ${endpoint} is no moto: start moto_server there`;
    if (await hasImages(endpoint)) return null;
    return `the moto at ${endpoint} has no image of Debian 13: start it with MOTO_AMIS_PATH=${imagesPath}`;
  } catch (thrown) {
    return `no moto answers at ${endpoint} (${reasonOf(thrown)}): start moto_server there, or leave --endpoint out`;
  }
}

/** An emulated run must never reach anything real. */
function isLoopback(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** Only moto has a page of its own settings. */
async function isMoto(endpoint: string): Promise<boolean> {
  const signal = AbortSignal.timeout(answersWithinMs);
  const response = await fetch(new URL('/moto-api/config', endpoint), { signal, redirect: 'manual' });
  const text = await response.text();
  return response.ok && isObject(parsed(text));
}

/** Those that a run starts machines from. */
async function hasImages(url: string): Promise<boolean> {
  const view = await createAccountView({ url, accountId: '000000000001' }, createVirtualClock());
  const images = await view.images('us-east-1');
  return images.some(({ OwnerId }) => OwnerId === debian);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error && thrown.cause.message !== '' ? thrown.cause.message : thrown.message;
}
