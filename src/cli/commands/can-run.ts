import type { AskedOfCertificate } from '../../certificate/certificate-check.ts';
import { contractSetOf } from '../../engine/contract-set.ts';
import { answerJson } from '../../gate/answer-json.ts';
import { canRun } from '../../gate/can-run.ts';
import type { GateVerdict } from '../../gate/gate-answer.ts';
import type { GateEvidence, GateQuestion } from '../../gate/gate-question.ts';
import { renderGate } from '../../reporters/gate-terminal.ts';
import { renderJson } from '../../reporters/json.ts';
import { exitCodes } from '../exit-code.ts';
import { parseNeeds } from '../flags/needs.ts';
import { askedOfFlags } from '../flags/verify-flags.ts';
import type { SigstorePlaces } from '../keyless.ts';
import { readCertificates } from '../read-certificates.ts';
import { readWholeChaosReport } from '../read-chaos-report-file.ts';
import type { Services } from '../services.ts';
import { signedByFlags } from '../signed-by.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** The flags of `can-run` as they were typed. */
export interface CanRunFlags {
  readonly provider?: string;
  readonly needs: readonly string[];
  readonly controlPlane?: string;
  readonly fidelity?: string;
  readonly key: readonly string[];
  readonly identity?: string;
  readonly issuer?: string;
  readonly source?: string;
  readonly maxAge?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** `assay can-run`: yes, no or unknown, each with its exit code. */
export async function canRunCommand(
  paths: readonly string[],
  flags: CanRunFlags,
  { stdout, cwd }: Terminal,
  services: Services,
  sigstore: SigstorePlaces = {},
): Promise<number> {
  if (flags.provider === undefined) throw new UsageError('--provider is missing: name who is asked for');
  const contracts = await services.contractCatalogue();
  const { at, sourceDigest, maxAgeMs, fidelity } = await askedOfFlags(withoutProvider(flags), cwd, services);
  const { version, digest, ids } = contractSetOf(contracts);
  const question: GateQuestion = {
    ...{ provider: flags.provider, needs: parseNeeds(flags.needs, contracts), at },
    fidelity: fidelity ?? 'simulated',
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    ...{ contractSet: { version, digest }, contracts },
  };
  const asked: AskedOfCertificate = {
    ...{ at, contractSet: { digest, ids, contracts } },
    ...(sourceDigest !== undefined && { sourceDigest }),
  };
  const evidence = await readEvidence(paths, { ...flags, sigstore }, asked, cwd);
  const answer = canRun(question, evidence);
  stdout.write(flags.json ? renderJson(answerJson(question, answer)) : renderGate(question, answer, stdout.colors));
  return codes[answer.answer];
}

/** How old it may be, and of whom it is, the gate judges by itself: it tells those apart from what nobody can trust. */
function withoutProvider({ provider: _asked, ...flags }: CanRunFlags): Omit<CanRunFlags, 'provider'> {
  return flags;
}

async function readEvidence(
  paths: readonly string[],
  { sigstore, ...flags }: CanRunFlags & { readonly sigstore: SigstorePlaces },
  asked: AskedOfCertificate,
  cwd: string,
): Promise<GateEvidence> {
  const signedBy = signedByFlags(flags, cwd, sigstore);
  const file = flags.controlPlane;
  return {
    certificates: await readCertificates(paths, signedBy, asked, cwd),
    trustsSomebody: signedBy.keys.length > 0 || signedBy.identity !== undefined,
    ...(file !== undefined && { controlPlane: { file, report: await readWholeChaosReport(file, cwd) } }),
  };
}

const codes: Readonly<Record<GateVerdict, number>> = {
  yes: exitCodes.fine,
  no: exitCodes.failed,
  unknown: exitCodes.inconclusive,
};
