import type { CertificateProblem, Signer } from '../certificate/certificate-check.ts';
import type { ChaosVerdict } from '../chaos/chaos-report.ts';
import type { ReasonCode, Waiver } from '../engine/report.ts';
import type { Capability } from '../provider/capability.ts';
import type { Fidelity } from '../testbed/fidelity.ts';

/** yes: all of it was shown. no: something was shown to be broken or absent. unknown: neither. */
export const gateVerdicts = ['yes', 'no', 'unknown'] as const;

export type GateVerdict = (typeof gateVerdicts)[number];

/** What is certified, and what speaks against it; without anything against and open, the answer is yes. */
export interface GateAnswer {
  readonly answer: GateVerdict;
  /** Shown: a promise is broken, or a capability absent. */
  readonly against: readonly GateReason[];
  /** Not shown: what is missing for a yes. */
  readonly open: readonly GateReason[];
  /** Worth knowing, and nothing rests on it. */
  readonly notes: readonly GateReason[];
  /** The certificates that it rests on, newest first. */
  readonly basis: readonly GateBasis[];
  /** The control plane that was asked about too. */
  readonly controlPlane?: AskedControlPlane;
}

export interface AskedControlPlane {
  readonly file: string;
  readonly name: string;
  /** How many runs its report is about. */
  readonly runs: number;
}

export interface GateBasis {
  readonly file: string;
  readonly signer: Signer;
  /** Of the provider's source. */
  readonly digest: string;
  readonly testbeds: readonly { readonly name: string; readonly fidelity: Fidelity }[];
  readonly finishedAt: string;
  readonly expiresAt: string;
}

export const gateReasonCodes = [
  'capability-absent',
  'contract-failed',
  'waived',
  'contract-not-judged',
  'fidelity-too-low',
  'nobody-trusted',
  'certificate-missing',
  'certificate-refused',
  'expired',
  'other-contract-set',
  'other-source',
  'superseded',
  'control-plane-failed',
  'control-plane-inconclusive',
] as const satisfies readonly GateReason['code'][];

/** One premise that fails, or one thing worth knowing. */
export type GateReason =
  | { readonly code: 'capability-absent'; readonly capability: Capability; readonly file: string }
  | FailedContract
  | (Omit<FailedContract, 'code'> & { readonly code: 'waived'; readonly waiver: Waiver })
  | { readonly code: 'contract-not-judged'; readonly contract: string; readonly because: NotJudged }
  | {
      readonly code: 'fidelity-too-low';
      readonly contract: string;
      readonly asked: Fidelity;
      readonly found: Fidelity;
      readonly file: string;
    }
  | { readonly code: 'nobody-trusted' }
  | { readonly code: 'certificate-missing'; readonly provider: string; readonly others: readonly string[] }
  | { readonly code: 'certificate-refused'; readonly file: string; readonly problems: readonly CertificateProblem[] }
  | {
      readonly code: 'expired';
      readonly what: EvidenceKind;
      readonly file: string;
      readonly finishedAt: string;
      /** When it ended: by its own date, or by the age that was asked for. */
      readonly endedAt: string;
    }
  | { readonly code: 'other-contract-set'; readonly what: EvidenceKind; readonly file: string; readonly digest: string }
  | { readonly code: 'other-source'; readonly file: string; readonly digest: string }
  | { readonly code: 'superseded'; readonly file: string; readonly by: string }
  | {
      readonly code: 'control-plane-failed';
      readonly file: string;
      readonly verdict: ChaosVerdict;
      readonly oracles: readonly string[];
    }
  | { readonly code: 'control-plane-inconclusive'; readonly file: string; readonly why: string };

export interface FailedContract {
  readonly code: 'contract-failed';
  readonly contract: string;
  readonly outcome: 'fail' | 'flaky';
  readonly fidelity: Fidelity;
  readonly file: string;
}

/** missing: no certificate speaks of it. */
export type NotJudged = ReasonCode | 'missing' | 'inconclusive';

export type EvidenceKind = 'certificate' | 'control-plane';
