import { createOracle } from './oracle.ts';

const remedy =
  'start the cloud with `npm run lying-cloud` and give the URL that it prints: --testbed served --url <url>';

/** What is missing for a served cloud to be used, or null. */
export async function probeServed({ url }: Readonly<Record<string, string>>): Promise<string | null> {
  if (url === undefined) return `nobody said where the cloud is: ${remedy}`;
  if (!isLoopback(url))
    return `${url} is not on the loopback of this computer, such as http://127.0.0.1:4010: ${remedy}`;
  try {
    await createOracle(url).options();
    return null;
  } catch (thrown) {
    return `no cloud answers at ${url} (${reasonOf(thrown)}): ${remedy}`;
  }
}

/** An emulated run must never reach anything real. */
function isLoopback(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error && thrown.cause.message !== '' ? thrown.cause.message : thrown.message;
}
