import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../is-object.ts';
import { refuseAs } from '../refuse.ts';

/** Where a cluster is, and who asks. */
export interface KubeconfigAccess {
  readonly server: string;
  readonly token: string;
  readonly namespace: string | undefined;
}

const refuse = refuseAs('coreweave');

/**
 * What the current context of a kubeconfig names. Throws INVALID_SPEC, with the file and what to do, where there is none,
 * where it names what is not there, or where a user has no bearer token: `fetch` has no client certificates, and nothing
 * that a file names is executed.
 */
export function readKubeconfig(path: string): KubeconfigAccess {
  const config = load(path);
  // A path may be hidden where it is printed.
  const named = `${path} (KUBECONFIG)`;
  const current = config['current-context'];
  if (typeof current !== 'string' || current === '') {
    throw refuse(`${named} has no current context: choose one with kubectl config use-context`);
  }
  const context = entryOf(config.contexts, 'context', current);
  if (!context) throw refuse(`${named} has no context ${JSON.stringify(current)}, which is the current one`);
  const cluster = entryOf(config.clusters, 'cluster', context.cluster);
  if (typeof cluster?.server !== 'string') {
    throw refuse(`${named} does not say where the cluster of the context ${JSON.stringify(current)} is`);
  }
  const user = entryOf(config.users, 'user', context.user);
  if (!user) throw refuse(`${named} has no user for the context ${JSON.stringify(current)}`);
  const { namespace } = context;
  return {
    server: cluster.server,
    token: tokenOf(user, path),
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
  };
}

type Entry = Readonly<Record<string, unknown>>;

function load(path: string): Entry {
  if (path.includes(':') && process.platform !== 'win32') {
    throw refuse('KUBECONFIG names several files: name the one of the cluster');
  }
  const text = textOf(path, 'KUBECONFIG');
  try {
    const config: unknown = parse(text);
    if (isObject(config)) return config;
  } catch {
    // A parser's message quotes the file, which holds secrets.
  }
  throw refuse(`${path} (KUBECONFIG) is no kubeconfig: it has to be YAML with contexts, clusters and users`);
}

function textOf(path: string, named: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw refuse(`${path} (${named}) cannot be read (${(thrown as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

function entryOf(entries: unknown, kind: string, name: unknown): Entry | undefined {
  if (!Array.isArray(entries)) return undefined;
  const found: unknown = entries.find((each) => isObject(each) && each.name === name);
  const entry = isObject(found) ? found[kind] : undefined;
  return isObject(entry) ? entry : undefined;
}

/** A path in the file is seen from its folder. */
function tokenOf({ token, tokenFile, ...user }: Entry, path: string): string {
  if (typeof token === 'string' && token !== '') return token;
  if (typeof tokenFile === 'string' && tokenFile !== '')
    return textOf(resolve(dirname(path), tokenFile), 'the tokenFile of KUBECONFIG').trim();
  const isPlugin = user.exec !== undefined || user['auth-provider'] !== undefined;
  const isCertified = user['client-certificate-data'] ?? user['client-certificate'];
  const other = isPlugin ? 'a plugin' : isCertified ? 'a client certificate' : 'nothing';
  throw refuse(`the user in ${path} (KUBECONFIG) has ${other} to identify with: a bearer token is needed`);
}
