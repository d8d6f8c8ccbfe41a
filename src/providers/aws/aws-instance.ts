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
    readonly vpcId?: string;
    readonly privateIp?: string;
    readonly publicIp?: string;
    /** What it was asked for, and by which request: how a repeated spawn is told from another one. */
    readonly spawnId?: string;
    readonly fingerprint?: string;
    readonly spotRequestId?: string;
    readonly rootVolumeId?: string;
    readonly canHibernate: boolean;
    /** EC2's own word, also one that nobody has heard of. */
    readonly state?: string;
    readonly stateReason?: string;
    /** The EC2 fleet that launched it. */
    readonly fleetId?: string;
  };
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
