import type { GateReason } from './gate-answer.ts';

/** A reason in a sentence: what, where, and what to do where something can be done. From strangers in part: show it as visible text. */
export function reasonText(reason: GateReason): string {
  switch (reason.code) {
    case 'capability-absent':
      return `${reason.capability} is not declared (${reason.file})`;
    case 'contract-failed':
      return `${reason.contract} ${brokenText(reason)} (${reason.file})`;
    case 'waived': {
      const { owner, expires, link } = reason.waiver;
      return `${reason.contract} ${brokenText(reason)}; ${owner} answers for it until ${expires}, ${link} (${reason.file})`;
    }
    case 'contract-not-judged':
      return reason.because === 'missing'
        ? `no certificate speaks of ${reason.contract}`
        : `${reason.contract} was not judged: ${reason.because}`;
    case 'fidelity-too-low':
      return `${reason.contract} was seen only ${reason.found}, and ${reason.asked} is asked (${reason.file})`;
    case 'nobody-trusted':
      return 'nobody is trusted: give --key with the public key of whoever signs, or --identity and --issuer';
    case 'certificate-missing':
      return `there is no valid certificate of ${reason.provider}${othersText(reason.others)}: assay certify ${reason.provider} --sign makes one`;
    case 'certificate-refused':
      return `${reason.file} is refused: ${[...new Set(reason.problems.map(({ text }) => text))].join('; ')}`;
    case 'expired':
      return `${reason.file} is of ${reason.finishedAt} and ended on ${reason.endedAt}: run ${commandOf[reason.what]} again`;
    case 'other-contract-set':
      return `${reason.file} is about another contract set, ${reason.digest}: run ${commandOf[reason.what]} of this version again`;
    case 'other-source':
      return `${reason.file} is newer and about another source, ${reason.digest}: this answer is not about that one`;
    case 'superseded':
      return `${reason.file} is older than ${reason.by}, which says as much`;
    case 'control-plane-failed':
      return `the control plane did not survive: ${reason.verdict}${reason.oracles.map((oracle) => `, ${oracle}`).join('')} (${reason.file})`;
    case 'control-plane-inconclusive':
      return `it is not known whether the control plane survives: ${reason.why} (${reason.file})`;
  }
}

const commandOf = { certificate: 'assay certify', 'control-plane': 'assay chaos' } as const;

function brokenText({ outcome, fidelity }: { readonly outcome: 'fail' | 'flaky'; readonly fidelity: string }): string {
  return outcome === 'fail' ? `is broken, seen ${fidelity}` : `is broken now and then, seen ${fidelity}`;
}

function othersText(others: readonly string[]): string {
  return others.length === 0 ? '' : `, only of ${others.join(', ')}`;
}
