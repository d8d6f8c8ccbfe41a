import type { ProviderContext } from '../context.ts';
import type { Refuse } from '../refuse.ts';

/** What says where tokens come from. */
export interface TokenSettings {
  /** A token that somebody else keeps fresh; absent where credentials give them. */
  readonly accessToken: string | undefined;
  /** The file of credentials that was named. It has to be there. */
  readonly keyFile: string | undefined;
  /** Where gcloud keeps the credentials of a person. Nobody has to have any. */
  readonly wellKnownFile: string | undefined;
  readonly metadataUrl: string;
}

const metadataHostDefault = 'metadata.google.internal';

/** By the variables that Google's own tools read. Never shows the token. */
export function readTokenSettings(env: ProviderContext['env'], refuse: Refuse): TokenSettings {
  return {
    accessToken: readAccessToken(env.GOOGLE_OAUTH_ACCESS_TOKEN, refuse),
    keyFile: env.GOOGLE_APPLICATION_CREDENTIALS || undefined,
    wellKnownFile: wellKnownFile(env),
    metadataUrl: withScheme(env.GCE_METADATA_HOST || metadataHostDefault),
  };
}

/** What cannot stand in a header never reaches the service, and would be shown by whoever refuses the header. */
function readAccessToken(given: string | undefined, refuse: Refuse): string | undefined {
  const token = given?.trim() || undefined;
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw refuse(
    'GOOGLE_OAUTH_ACCESS_TOKEN is no token: it must be what gcloud auth print-access-token says, and no more',
  );
}

function wellKnownFile({ CLOUDSDK_CONFIG, APPDATA, HOME }: ProviderContext['env']): string | undefined {
  const folder = CLOUDSDK_CONFIG || (APPDATA && `${APPDATA}/gcloud`) || (HOME && `${HOME}/.config/gcloud`);
  return folder ? `${folder}/application_default_credentials.json` : undefined;
}

/** Google's own libraries take it with and without. */
function withScheme(host: string): string {
  return /^https?:\/\//.test(host) ? host.replace(/\/+$/, '') : `http://${host}`;
}
