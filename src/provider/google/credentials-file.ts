import { readFile } from 'node:fs/promises';
import type { ProviderContext } from '../context.ts';
import { isObject } from '../is-object.ts';
import type { TokenSettings } from './token-settings.ts';
import type { GivenToken } from './token-source.ts';

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
const deadlineMs = 10_000;
const remedy =
  'npm install google-auth-library, or gcloud auth application-default print-access-token makes a token of it';

/** Path of the file that was named, or of the one that gcloud leaves for a person; null where there is none. */
export async function findCredentials({ keyFile, wellKnownFile }: TokenSettings): Promise<string | null> {
  const path = keyFile ?? wellKnownFile;
  if (path === undefined) return null;
  try {
    await mustBeJson(path);
    return path;
  } catch (thrown) {
    // Nobody has to have logged in.
    if (keyFile === undefined && isAbsence((thrown as Error).cause)) return null;
    throw thrown;
  }
}

/**
 * A token by what the file holds: the key of a service account, the login of a person, an identity of another cloud,
 * somebody else's place. Google's library knows how each is done. What it keeps is forgotten every time: whoever asks has had
 * its token refused, or used it up.
 */
export async function askCredentials(context: ProviderContext, path: string): Promise<GivenToken> {
  const { GoogleAuth } = await load(path);
  try {
    // Every other way to hand it a file writes a warning to the console.
    const auth = new GoogleAuth({ scopes });
    const client = await auth._getApplicationCredentialsFromFilePath(path);
    sendBy({ fetchImplementation: context.fetch, timeout: deadlineMs }, client);
    const { token } = await client.getAccessToken();
    if (!token) throw new Error('the answer holds no token');
    return { value: token, lastsMs: (client.credentials.expiry_date ?? 0) - context.clock.now() };
  } catch (thrown) {
    // Its errors carry the request, and with it what was signed with the key.
    const cause = new Error(wordsOf(thrown));
    throw new Error(
      `the credentials in ${path} (GOOGLE_APPLICATION_CREDENTIALS, or of gcloud) give none (${cause.message})`,
      { cause },
    );
  }
}

/**
 * Some clients have others behind them, which the options of the library do not reach: whose place is taken, and who changes
 * the token of another cloud. What is not found there goes the library's own way.
 */
function sendBy(options: object, client: unknown): void {
  if (!isObject(client)) return;
  const { transporter, sourceClient, stsCredential } = client;
  if (isObject(transporter) && isObject(transporter.defaults)) Object.assign(transporter.defaults, options);
  for (const behind of [sourceClient, stsCredential]) sendBy(options, behind);
}

async function load(path: string) {
  try {
    return await import('google-auth-library');
  } catch (cause) {
    throw new Error(`${path} needs the package google-auth-library, which is not installed: ${remedy}`, { cause });
  }
}

async function mustBeJson(path: string): Promise<void> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (thrown) {
    // A parser quotes what it could not read, which may be half a key.
    if (!(thrown instanceof SyntaxError)) {
      throw new Error(
        `the file of credentials ${path} (GOOGLE_APPLICATION_CREDENTIALS) cannot be read (${wordsOf(thrown)})`,
        { cause: thrown },
      );
    }
  }
  if (!isObject(content))
    throw new Error(
      `${path} (GOOGLE_APPLICATION_CREDENTIALS) is no file of credentials: it must be JSON, as Google writes it`,
    );
}

function isAbsence(thrown: unknown): boolean {
  const { code } = (thrown ?? {}) as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The words of who refused where there are some, and never the request. */
function wordsOf(thrown: unknown): string {
  const { code, message, response } = thrown as {
    readonly code?: unknown;
    readonly message?: string;
    readonly response?: { readonly data?: unknown };
  };
  const said = isObject(response?.data) ? response.data : {};
  const words = [said.error, said.error_description].filter((word) => typeof word === 'string');
  if (words.length > 0) return words.join(': ');
  return typeof code === 'string' && message === undefined ? code : String(message);
}
