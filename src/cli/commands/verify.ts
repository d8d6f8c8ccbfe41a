import { resolve } from 'node:path';
import type { AskedOfCertificate, CertificateCheck, TrustedKey } from '../../certificate/certificate-check.ts';
import { checkCertificate } from '../../certificate/check-certificate.ts';
import { certificateBytesMax } from '../../certificate/read-envelopes.ts';
import { parseJson } from '../../engine/files/parse-data.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import { whyUnreadable } from '../../engine/files/why-unreadable.ts';
import type { Verdict } from '../../engine/report.ts';
import { isObject } from '../../provider/is-object.ts';
import { certificateText } from '../../reporters/certificate-text.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import { askedOfFlags, type VerifyFlags } from '../flags/verify-flags.ts';
import type { KeylessIdentity, SigstorePlaces } from '../keyless.ts';
import { readTrustedKeys } from '../read-key.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** `assay verify`: what each certificate says where it is genuine, and why not where it is not. */
export async function verifyCommand(
  files: readonly string[],
  flags: VerifyFlags,
  { stdout, cwd }: Terminal,
  services: Services,
  sigstore: SigstorePlaces = {},
): Promise<number> {
  const signedBy = { identity: identityOf(flags), keys: readTrustedKeys(flags.key, cwd), sigstore };
  const asked = await askedOfFlags(flags, cwd, services);
  const checked: CheckedFile[] = [];
  for (const file of files) checked.push({ file, check: await checkFile(file, signedBy, asked, cwd) });
  stdout.write(flags.json === true ? jsonOf(checked) : checked.map(linesOf).join(''));
  return worstOf(checked.map(({ check }) => exitCodeOfCheck(check)));
}

interface CheckedFile {
  readonly file: string;
  readonly check: CertificateCheck;
}

/** Whose signature is trusted. */
interface SignedBy {
  readonly keys: readonly TrustedKey[];
  readonly identity: KeylessIdentity | undefined;
  readonly sigstore: SigstorePlaces;
}

function identityOf({ key, identity, issuer }: VerifyFlags): KeylessIdentity | undefined {
  if (identity !== undefined && issuer !== undefined) return { identity, issuer };
  if (identity !== undefined || issuer !== undefined)
    throw new UsageError('--identity and --issuer belong together: an identity is what some provider says');
  if (key.length > 0) return undefined;
  throw new UsageError('--key is missing: give the public key of whoever you trust to certify, such as assay-key.pub');
}

async function checkFile(
  file: string,
  { keys, identity, sigstore }: SignedBy,
  asked: AskedOfCertificate,
  cwd: string,
): Promise<CertificateCheck> {
  const text = readText(file, cwd);
  if (typeof text !== 'string') return text;
  const bundle = bundleIn(text);
  if (bundle === undefined) return checkCertificate(text, { ...asked, keys });
  return (await import('../keyless.ts')).checkBundle(bundle, identity, asked, sigstore);
}

function readText(file: string, cwd: string): string | CertificateCheck {
  try {
    return readLimited(resolve(cwd, file), certificateBytesMax);
  } catch (error) {
    const text = `it ${whyUnreadable(error)}: give a certificate`;
    return { isValid: false, problems: [{ code: 'unreadable', text }] };
  }
}

/** A file of Sigstore says what it is; whether that is so is for Sigstore to tell. */
function bundleIn(text: string): unknown {
  if (!text.includes('sigstore.bundle')) return undefined;
  try {
    const value = parseJson(text);
    return isObject(value) && 'dsseEnvelope' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function linesOf({ file, check }: CheckedFile): string {
  if (check.isValid) return `${certificateText(check.certification, check.signer)}\n`;
  const [first, ...others] = new Set(check.problems.map(({ text }) => text));
  const lines = [`${file} is refused: ${first}`, ...others.map((text) => `  and ${text}`)];
  return lines.map((line) => `${visibleText(line)}\n`).join('');
}

function jsonOf(checked: readonly CheckedFile[]): string {
  return `${JSON.stringify({ certificates: checked.map(({ file, check }) => ({ file, ...check })) }, null, 2)}\n`;
}

/** 1 for what is refused or says failed; 2 for what is no certificate at all; 3 for what says that it is not known. */
function exitCodeOfCheck(check: CertificateCheck): number {
  if (!check.isValid)
    return check.problems.some(({ code }) => code === 'unreadable') ? exitCodes.usage : exitCodes.failed;
  return exitCodeOfVerdict[check.certification.provider.verdict];
}

/** As `certify` has them: partial is fine, because nothing failed and the line says what was not judged. */
const exitCodeOfVerdict: Readonly<Record<Verdict, number>> = {
  certified: exitCodes.fine,
  partial: exitCodes.fine,
  failed: exitCodes.failed,
  inconclusive: exitCodes.inconclusive,
  incomplete: exitCodes.inconclusive,
};

function worstOf(codes: readonly number[]): number {
  const order = [exitCodes.failed, exitCodes.usage, exitCodes.inconclusive];
  return order.find((code) => codes.includes(code)) ?? exitCodes.fine;
}
