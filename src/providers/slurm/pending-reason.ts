import type { ProviderErrorCode } from '../../provider/provider-error.ts';

/** Reasons for which a job that was accepted waits for ever. */
const neverRuns =
  /^(PartitionConfig|PartitionNodeLimit|PartitionTimeLimit|BadConstraints|Invalid(Account|QOS)|AccountNotAllowed|QOSNotAllowed|DependencyNeverSatisfied|ReservationDeleted)$/;

/** Reasons for which it waits until others of its user have ended. */
const overQuota =
  /^(QOS\w*Limit\w*|QOS(Max|Grp|Usage)\w*|Assoc\w*|Max(Jobs|Cpu|Mem|Gres)\w*|AccountingPolicy|JobArrayTaskLimit)$/;

/** What a job that waits for this reason should have been refused with, or null where it waits for its turn. */
export function refusalBehind(reason: string): ProviderErrorCode | null {
  if (neverRuns.test(reason)) return 'INVALID_SPEC';
  return overQuota.test(reason) ? 'QUOTA_EXCEEDED' : null;
}
