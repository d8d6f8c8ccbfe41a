import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  fulcioHandler,
  type HandlerFn,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  rekorHandler,
} from '@sigstore/mock';
import type { SigstorePlaces } from '../../src/cli/keyless.ts';

/** Sigstore on this machine: its own CA, logs and TUF repository, as `@sigstore/mock` plays them. */
export interface FakeSigstore {
  readonly places: SigstorePlaces;
  /** The places of somebody who is called so. */
  readonly as: (identity: string, issuer: string) => SigstorePlaces;
  readonly close: () => Promise<unknown>;
}

export async function fakeSigstore(folder: string): Promise<FakeSigstore> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ctLog = await initializeCTLog(keys);
  const ca = await initializeCA(keys, ctLog);
  const files = new Map<string, string>();
  const posts = new Map<string, HandlerFn>();
  const server = serve(files, posts);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tLog = await initializeTLog(url, keys);
  const [fulcio, rekor] = [fulcioHandler(ca), rekorHandler(tLog)];
  posts.set(fulcio.path, fulcio.fn);
  posts.set(rekor.path, (body) => rekor.fn(JSON.stringify(asLogged(JSON.parse(body)))));

  const root = trustedRoot(url, {
    ca: Buffer.from(ca.rootCertificate.buffer),
    ctLog: { key: ctLog.publicKey, id: Buffer.from(ctLog.logID.buffer) },
    tLog: tLog.publicKey,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'root.json'), tufRepository(files, JSON.stringify(root)));
  const verify = { tufMirrorURL: url, tufRootPath: join(folder, 'root.json'), tufCachePath: join(folder, 'cache') };
  const places = { sign: { fulcioURL: url, rekorURL: url }, verify };
  return {
    places,
    as: (identity, issuer) => ({ ...places, sign: { ...places.sign, identityToken: tokenOf(identity, issuer) } }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function serve(files: ReadonlyMap<string, string>, posts: ReadonlyMap<string, HandlerFn>): Server {
  return createServer(async (request, response) => {
    const path = request.url ?? '';
    const handler = request.method === 'POST' ? posts.get(path) : undefined;
    if (handler) {
      const { statusCode, response: body, contentType } = await handler(await bodyOf(request));
      response.writeHead(statusCode, { 'content-type': contentType ?? 'text/plain' }).end(body);
    } else {
      response.writeHead(files.has(path) ? 200 : 404).end(files.get(path));
    }
  });
}

interface ProposedEntry {
  readonly spec: { readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] } };
}

/** The mock keeps what is proposed as it is; a real Rekor keeps digests of it and the signatures. */
function asLogged({ spec, ...entry }: ProposedEntry): object {
  const { envelope, verifiers } = spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope) as { payload: string; signatures: { sig: string }[] };
  const hashOf = (bytes: string | Buffer) => ({
    algorithm: 'sha256',
    value: createHash('sha256').update(bytes).digest('hex'),
  });
  return {
    ...entry,
    spec: {
      envelopeHash: hashOf(envelope),
      payloadHash: hashOf(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, place) => ({ signature: sig, verifier: verifiers[place] })),
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

interface Roots {
  readonly ca: Buffer;
  readonly ctLog: { readonly key: Buffer; readonly id: Buffer };
  readonly tLog: Buffer;
}

/** Whom a verifier trusts, as Sigstore's `trusted_root.json` has it. */
function trustedRoot(url: string, { ca, ctLog, tLog }: Roots): object {
  const validFor = { start: '2020-01-01T00:00:00Z' };
  const logOf = (key: Buffer, id: Buffer) => ({
    ...{ baseUrl: url, hashAlgorithm: 'SHA2_256', logId: { keyId: id.toString('base64') } },
    publicKey: { rawBytes: key.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(tLog, createHash('sha256').update(tLog).digest())],
    certificateAuthorities: [
      {
        subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
        ...{ uri: url, certChain: { certificates: [{ rawBytes: ca.toString('base64') }] }, validFor },
      },
    ],
    ctlogs: [logOf(ctLog.key, ctLog.id)],
    timestampAuthorities: [],
  };
}

/** A TUF repository with one target, signed by one key in every role; gives its root. */
function tufRepository(files: Map<string, string>, target: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = {
    keytype: 'ed25519',
    scheme: 'ed25519',
    keyval: { public: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex') },
  };
  const keyid = createHash('sha256').update(canonical(key)).digest('hex');
  const seal = (role: string, body: object) => {
    const signed = { _type: role, spec_version: '1.0.31', version: 1, expires: '2999-01-01T00:00:00Z', ...body };
    const sig = sign(null, Buffer.from(canonical(signed)), privateKey).toString('hex');
    return JSON.stringify({ signatures: [{ keyid, sig }], signed });
  };
  const role = { keyids: [keyid], threshold: 1 };
  const hashes = { sha256: createHash('sha256').update(target).digest('hex') };
  files.set('/targets/trusted_root.json', target);
  files.set(`/targets/${hashes.sha256}.trusted_root.json`, target);
  files.set(
    '/targets.json',
    seal('targets', { targets: { 'trusted_root.json': { length: Buffer.byteLength(target), hashes } } }),
  );
  files.set('/snapshot.json', seal('snapshot', { meta: { 'targets.json': { version: 1 } } }));
  files.set('/timestamp.json', seal('timestamp', { meta: { 'snapshot.json': { version: 1 } } }));
  const roles = { root: role, timestamp: role, snapshot: role, targets: role };
  return seal('root', { keys: { [keyid]: key }, roles, consistent_snapshot: false });
}

/** JSON as TUF signs it: keys in order, no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}

/** What an identity provider would give; nobody here looks at its signature. */
function tokenOf(identity: string, issuer: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: identity, iss: issuer, aud: 'sigstore' })}.${part({})}`;
}
