import type { InstanceRecord, StateName } from './instance.ts';
import type { XmlValue } from './xml.ts';

/** Every region has one default VPC here. */
export function vpcOf(region: string): string {
  return `vpc-${Buffer.from(region).toString('hex').slice(0, 17)}`;
}

/** Where an instance is in the network. A stopped one has given its public address back. */
export function networkBody(
  { order, privateIp }: InstanceRecord,
  state: StateName,
): { readonly [name: string]: XmlValue } {
  const hasPublicIp = state === 'pending' || state === 'running';
  return {
    subnetId: order.subnetId,
    vpcId: vpcOf(order.region),
    privateIpAddress: privateIp,
    privateDnsName: `ip-${privateIp.replaceAll('.', '-')}.${internalDomain(order.region)}`,
    ...(hasPublicIp && publicBody(privateIp, order.region)),
    sourceDestCheck: true,
    groupSet: [{ groupId: defaultGroupOf(order.region), groupName: 'default' }],
  };
}

/** A subnet of the default VPC gives everybody a public address. */
function publicBody(privateIp: string, region: string): { readonly [name: string]: XmlValue } {
  const publicIp = privateIp.replace(/^10\.0\./, '3.80.');
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return { ipAddress: publicIp, dnsName: `ec2-${publicIp.replaceAll('.', '-')}.${domain}.amazonaws.com` };
}

function internalDomain(region: string): string {
  return region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
}

function defaultGroupOf(region: string): string {
  return `sg-${Buffer.from(region).toString('hex').slice(0, 17)}`;
}
