import type { Snapshot } from '../../provider/resources.ts';

/**
 * A picture of an instance as AWS keeps it: the generic view, and of the image and the disks behind it what only EC2 has.
 *
 * @example
 * const isSafe = (snapshot: AwsSnapshot) => snapshot.aws.encrypted;
 */
export interface AwsSnapshot extends Snapshot {
  readonly aws: {
    readonly region: string;
    readonly name?: string;
    /** EC2's own word for the state of the image, also one that nobody has heard of. */
    readonly state?: string;
    readonly stateReason?: string;
    readonly createdAt?: string;
    readonly rootDevice: string;
    /** Those of the disks, which are billed and outlive the image. */
    readonly snapshotIds: readonly string[];
    readonly disks: readonly AwsDiskSnapshot[];
    /** Of all disks together, as far as they tell. */
    readonly sizeGiB: number;
    /** Whether every disk is, and there is one. */
    readonly encrypted: boolean;
  };
}

/** The picture of one disk. State and progress are known while it is being taken. */
export interface AwsDiskSnapshot {
  readonly id: string;
  readonly device?: string;
  readonly sizeGiB?: number;
  readonly encrypted?: boolean;
  readonly state?: string;
  /** 0 to 100. */
  readonly progress?: number;
}

/**
 * The view that a control plane is handed: every generic field, and nothing that only AWS has.
 *
 * @example
 * const shown = (snapshot: AwsSnapshot) => projectSnapshot(snapshot); // has no `aws`
 */
export function projectSnapshot({ aws: _aws, ...generic }: AwsSnapshot): Snapshot {
  return generic;
}
