import { devNull } from 'node:os';
import { type Environment, looksSecret } from './redact/secrets-of-environment.ts';

/** What Node and the tools of our testbeds need. None of them holds a credential. */
const allowed: ReadonlySet<string> = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LANGUAGE', 'TZ', 'TERM'],
  ...[
    'CI',
    'NO_COLOR',
    'FORCE_COLOR',
    'NODE_ENV',
    'NODE_OPTIONS',
    'NODE_PATH',
    'NODE_EXTRA_CA_CERTS',
    'NODE_V8_COVERAGE',
  ],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME'],
  ...['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_API_VERSION'],
  ...['ORBCTL_STATE'],
  // Without these no program starts on Windows.
  ...['SystemRoot', 'SYSTEMROOT', 'windir', 'ComSpec', 'PATHEXT', 'Path', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE'],
]);

const allowedPrefixes = ['LC_', 'ASSAY_', 'ORBSTACK_'];

/** Credentials that lie in HOME: a provider finds them only where its user passes on a variable of that cloud. */
const closed: readonly { readonly prefix: RegExp; readonly variables: Readonly<Record<string, string>> }[] = [
  {
    prefix: /^AWS_/,
    variables: {
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_CONFIG_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  },
  { prefix: /^(CLOUDSDK|GOOGLE|GCP|GCLOUD)_/, variables: { CLOUDSDK_CONFIG: devNull } },
];

/**
 * What a worker's process sees of our environment: what is harmless, and what the user passes on by name. A provider
 * never sees the keys of another cloud because somebody happened to have them.
 */
export function workerEnvironment(env: Environment, passed: readonly string[]): Readonly<Record<string, string>> {
  const seen = Object.entries(env).filter(([name]) => isAllowed(name) || passed.includes(name));
  const shut = closed.filter(({ prefix }) => !passed.some((name) => prefix.test(name)));
  return Object.assign({}, ...shut.map(({ variables }) => variables), Object.fromEntries(seen));
}

function isAllowed(name: string): boolean {
  if (allowed.has(name)) return true;
  return allowedPrefixes.some((prefix) => name.startsWith(prefix)) && !looksSecret(name);
}
