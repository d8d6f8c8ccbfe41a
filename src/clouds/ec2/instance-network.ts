import type { InstanceRecord, StateName } from './instance.ts';
import type { XmlValue } from './xml.ts';

type Body = { readonly [name: string]: XmlValue };

/** Every region has one default VPC here. */
export function vpcOf(region: string): string {
  return `vpc-${hexOf(region)}`;
}

/** Where an instance is in the network. A stopped one has given its public address back. */
export function networkBody(record: InstanceRecord, state: StateName, accountId: string): Body {
  const { order, privateIp } = record;
  const hasPublicIp = state === 'pending' || state === 'running';
  const { publicIp, dnsName } = publicAddress(privateIp, order.region);
  const inside = { privateIpAddress: privateIp, privateDnsName: privateName(privateIp, order.region) };
  const place = { subnetId: order.subnetId, vpcId: vpcOf(order.region), sourceDestCheck: true };
  const groups = { groupSet: defaultGroups(order.region) };
  const association = hasPublicIp ? { publicIp, publicDnsName: dnsName, ipOwnerId: 'amazon' } : undefined;
  return {
    ...place,
    ...inside,
    ...groups,
    ...(hasPublicIp && { ipAddress: publicIp, dnsName }),
    networkInterfaceSet: [
      {
        ...place,
        ...inside,
        ...groups,
        ...interfaceBody(record, accountId),
        association,
        privateIpAddressesSet: [{ ...inside, primary: true, association }],
      },
    ],
  };
}

/** What everything is in that names no group. */
export function defaultGroups(region: string): XmlValue {
  return [{ groupId: `sg-${hexOf(region)}`, groupName: 'default' }];
}

/** The one interface that every instance starts with, and ends with. */
function interfaceBody({ id, launchedAtMs }: InstanceRecord, ownerId: string): Body {
  const own = id.slice('i-'.length);
  return {
    networkInterfaceId: `eni-${own}`,
    description: '',
    ownerId,
    status: 'in-use',
    macAddress: `02:${(own.slice(0, 10).match(/../g) ?? []).join(':')}`,
    interfaceType: 'interface',
    attachment: {
      attachmentId: `eni-attach-${own}`,
      deviceIndex: 0,
      networkCardIndex: 0,
      status: 'attached',
      attachTime: new Date(launchedAtMs).toISOString(),
      deleteOnTermination: true,
    },
  };
}

/** A subnet of the default VPC gives everybody a public address. */
function publicAddress(privateIp: string, region: string): { readonly publicIp: string; readonly dnsName: string } {
  const publicIp = privateIp.replace(/^10\.0\./, '3.80.');
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return { publicIp, dnsName: `ec2-${publicIp.replaceAll('.', '-')}.${domain}.amazonaws.com` };
}

function privateName(privateIp: string, region: string): string {
  const domain = region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
  return `ip-${privateIp.replaceAll('.', '-')}.${domain}`;
}

function hexOf(region: string): string {
  return Buffer.from(region).toString('hex').slice(0, 17);
}
