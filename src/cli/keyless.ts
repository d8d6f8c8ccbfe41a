import type { Bundle, SignOptions, VerifyOptions } from 'sigstore';
import type { AskedOfCertificate, CertificateCheck } from '../certificate/certificate-check.ts';
import { checkStatements } from '../certificate/check-certificate.ts';
import { decodeBase64, envelopeSchema, payloadType } from '../certificate/dsse.ts';
import { payloadOf } from '../certificate/sign-certificate.ts';
import { isObject } from '../provider/is-object.ts';
import { UsageError } from './usage-error.ts';
import type { Seal } from './write-certificates.ts';

/** Where Sigstore is; its public instance where nothing is said. */
export interface SigstorePlaces {
  readonly sign?: Pick<SignOptions, 'fulcioURL' | 'rekorURL' | 'identityToken'>;
  readonly verify?: Pick<VerifyOptions, 'tufMirrorURL' | 'tufRootPath' | 'tufCachePath'>;
}

/** Who must have signed, exactly: what an identity provider said of them, and which provider said it. */
export interface KeylessIdentity {
  readonly identity: string;
  readonly issuer: string;
}

/** How the name of a certificate ends that was signed without a key. */
const bundleSuffix = '.sigstore.json';

/**
 * Signs our certification by an identity instead of a key: a certificate for a key that lives for minutes, and an entry in a
 * public log that nobody can take back. A bundle holds one signature, so there is no test result in it.
 */
export async function sealKeyless({ sign }: SigstorePlaces): Promise<Seal> {
  const { attest } = await loadSigstore();
  return async ([certification]) => {
    const bundle = await attest(payloadOf(certification), payloadType, { ...sign }).catch((error: unknown) => {
      throw new Error(
        `Sigstore did not sign (${reasonOf(error)}): a CI that gives an identity, or SIGSTORE_ID_TOKEN, is needed`,
      );
    });
    return { text: `${JSON.stringify(bundle)}\n`, suffix: bundleSuffix };
  };
}

/** Whether a bundle is genuine and what was asked for. Sigstore's roots of trust come from its TUF repository, cached. */
export async function checkBundle(
  bundle: unknown,
  expected: KeylessIdentity | undefined,
  asked: AskedOfCertificate,
  { verify }: SigstorePlaces,
): Promise<CertificateCheck> {
  if (!expected)
    return refused('other-key', 'it was signed without a key: say by whom it must be, with --identity and --issuer');
  const envelope = envelopeSchema.safeParse(isObject(bundle) ? withKeyId(bundle.dsseEnvelope) : undefined);
  const payload = envelope.success ? decodeBase64(envelope.data.payload) : undefined;
  if (!payload || envelope.data?.payloadType !== payloadType)
    return refused('unreadable', 'it is no certificate: a bundle of Sigstore with something else in it');
  const signer = await signerOf(bundle as Bundle, verify);
  if (typeof signer === 'string') return refused('bad-signature', `Sigstore does not accept it: ${signer}`);
  const { identity, issuer } = signer;
  // Exactly: Sigstore itself would take what is asked for as a pattern that need only match somewhere.
  if (identity !== expected.identity || issuer !== expected.issuer)
    return refused(
      'other-key',
      `it was signed by ${identity ?? 'nobody'} as ${issuer ?? 'nobody'} says, not by ${expected.identity} as ${expected.issuer} says`,
    );
  return checkStatements([payload], { kind: 'keyless', id: `${identity} (${issuer})` }, asked);
}

/** Sigstore leaves an empty key id out. */
function withKeyId(envelope: unknown): unknown {
  if (!isObject(envelope) || !Array.isArray(envelope.signatures)) return undefined;
  return {
    ...envelope,
    signatures: envelope.signatures.map((each: unknown) => (isObject(each) ? { keyid: '', ...each } : each)),
  };
}

async function signerOf(
  bundle: Bundle,
  places: SigstorePlaces['verify'],
): Promise<{ readonly identity: string | undefined; readonly issuer: string | undefined } | string> {
  const { verify } = await loadSigstore();
  try {
    const { identity } = await verify(bundle, { ...places });
    return { identity: identity?.subjectAlternativeName, issuer: identity?.extensions?.issuer };
  } catch (error) {
    return reasonOf(error);
  }
}

async function loadSigstore(): Promise<typeof import('sigstore')> {
  try {
    return await import('sigstore');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('signing without a key needs the package sigstore: npm install sigstore, or use a key');
  }
}

/** Some of what it rejects with is a text and no error. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function refused(code: 'unreadable' | 'bad-signature' | 'other-key', text: string): CertificateCheck {
  return { isValid: false, problems: [{ code, text }] };
}
