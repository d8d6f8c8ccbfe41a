import type { CertificateCheck, KnownContract } from '../certificate/certificate-check.ts';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { Capability } from '../provider/capability.ts';
import type { Fidelity } from '../testbed/fidelity.ts';

/** Whether a workload may run on a provider. */
export interface GateQuestion {
  readonly provider: string;
  readonly needs: Needs;
  /** What is seen only on something further from the real service shows nothing. */
  readonly fidelity: Fidelity;
  /** ISO time at which it is asked. */
  readonly at: string;
  /** How old a run may be, however long its certificate is valid. */
  readonly maxAgeMs?: number;
  readonly contractSet: { readonly version: string; readonly digest: string };
  /** All of that set. */
  readonly contracts: readonly KnownContract[];
}

export interface Needs {
  readonly capabilities: readonly Capability[];
  /** Ids of contracts, on top of those that every workload rests upon. */
  readonly contracts: readonly string[];
}

/** What there is to answer from. */
export interface GateEvidence {
  readonly certificates: readonly GivenCertificate[];
  /** Whether anybody's signature is trusted at all. */
  readonly trustsSomebody: boolean;
  /** Where the question is about a control plane too: it then has to have survived, and leans on the whole set. */
  readonly controlPlane?: GivenControlPlane;
}

export interface GivenCertificate {
  readonly file: string;
  readonly check: CertificateCheck;
}

export interface GivenControlPlane {
  readonly file: string;
  readonly report: ChaosReport;
}
