import type { Instance } from '../../provider/instance.ts';

/**
 * An instance as AWS knows it: the generic view, and what only EC2 has.
 *
 * @example
 * const zone = (instance: AwsInstance) => instance.aws.availabilityZone;
 */
export interface AwsInstance extends Instance {
  readonly aws: {
    readonly instanceType?: string;
    readonly availabilityZone?: string;
    readonly subnetId?: string;
    readonly vpcId?: string;
    readonly securityGroupIds: readonly string[];
    readonly privateIp?: string;
    readonly publicIp?: string;
    /** What it was asked for, and by which request: how a repeated spawn is told from another one. */
    readonly spawnId?: string;
    readonly fingerprint?: string;
    readonly spotRequestId?: string;
    /** Every disk that it has, its root among them. */
    readonly volumes: readonly AwsDisk[];
    readonly rootVolumeId?: string;
    /** EC2's own word for how it is bought, such as `spot`; absent on demand. */
    readonly lifecycle?: string;
    readonly canHibernate: boolean;
    /** EC2's own word, also one that nobody has heard of. */
    readonly state?: string;
    readonly stateReason?: string;
    /** The EC2 fleet that launched it. */
    readonly fleetId?: string;
  };
}

/** A volume as an instance has it. */
export interface AwsDisk {
  readonly id: string;
  /** Such as `/dev/sdf`. */
  readonly device?: string;
  /** EC2's own word for the attachment. */
  readonly state?: string;
  /** Whether it is deleted when the instance ends. */
  readonly goesWithInstance: boolean;
}

/**
 * The view that a control plane is handed: every generic field, and nothing that only AWS has.
 *
 * @example
 * const shown = (instance: AwsInstance) => project(instance); // has no `aws`
 */
export function project({ aws: _aws, ...generic }: AwsInstance): Instance {
  return generic;
}
