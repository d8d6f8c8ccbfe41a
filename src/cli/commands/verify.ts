import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AskedOfCertificate, CertificateCheck } from '../../certificate/certificate-check.ts';
import type { Verdict } from '../../engine/report.ts';
import { certificateText } from '../../reporters/certificate-text.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { checkCertificateFile, unreadable } from '../check-certificate-file.ts';
import { exitCodes } from '../exit-code.ts';
import { askedOfFlags, type VerifyFlags } from '../flags/verify-flags.ts';
import type { SigstorePlaces } from '../keyless.ts';
import { type CheckedCertificate, readCertificates } from '../read-certificates.ts';
import type { Services } from '../services.ts';
import { type SignedBy, signedByFlags } from '../signed-by.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** `assay verify`: what each certificate says where it is genuine, and why not where it is not. */
export async function verifyCommand(
  paths: readonly string[],
  flags: VerifyFlags,
  { stdout, cwd }: Terminal,
  services: Services,
  sigstore: SigstorePlaces = {},
): Promise<number> {
  const signedBy = signedByFlags(flags, cwd, sigstore);
  if (signedBy.keys.length === 0 && !signedBy.identity)
    throw new UsageError(
      '--key is missing: give the public key of whoever you trust to certify, such as assay-key.pub',
    );
  const asked = await askedOfFlags(flags, cwd, services);
  const checked: CheckedCertificate[] = [];
  for (const path of paths) checked.push(...(await checkPath(path, signedBy, asked, cwd)));
  stdout.write(flags.json === true ? jsonOf(checked) : checked.map(linesOf).join(''));
  return worstOf(checked.map(({ check }) => exitCodeOfCheck(check)));
}

/** A folder stands for the certificates in it. Every path that was named has its line, whatever is wrong with it. */
async function checkPath(
  path: string,
  signedBy: SignedBy,
  asked: AskedOfCertificate,
  cwd: string,
): Promise<readonly CheckedCertificate[]> {
  const isFolder = statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) return [{ file: path, check: await checkCertificateFile(path, signedBy, asked, cwd) }];
  const checked = await readCertificates([path], signedBy, asked, cwd);
  return checked.length > 0 ? checked : [{ file: path, check: unreadable('it has no certificates in it') }];
}

function linesOf({ file, check }: CheckedCertificate): string {
  if (check.isValid) return `${certificateText(check.certification, check.signer)}\n`;
  const [first, ...others] = new Set(check.problems.map(({ text }) => text));
  const lines = [`${file} is refused: ${first}`, ...others.map((text) => `  and ${text}`)];
  return lines.map((line) => `${visibleText(line)}\n`).join('');
}

function jsonOf(checked: readonly CheckedCertificate[]): string {
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
