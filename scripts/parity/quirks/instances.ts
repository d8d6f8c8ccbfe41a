import type { Difference } from '../compare.ts';
import { anyOf, onlyIn, onlyModelRefuses, outcomes, values } from '../matchers.ts';
import { api, moto, type Quirk } from './quirk.ts';

const instance = String.raw`(Reservations\[\]\.)?Instances\[\]`;

/** Instances, their types and their protection. */
export const instanceQuirks: readonly Quirk[] = [
  {
    name: 'an instance has fewer fields',
    why: 'moto does not fill in these fields of an instance.',
    url: moto('models/instances'),
    parts: false,
    matches: onlyIn('model', [
      new RegExp(`^${instance}\\.(CpuOptions|HibernationOptions)\\.`),
      new RegExp(`^${instance}\\.(EnaSupport|SecurityGroups\\[\\])$`),
      new RegExp(`^${instance}\\.NetworkInterfaces\\[\\]\\.PrivateIpAddresses\\[\\]\\.PrivateDnsName$`),
    ]),
  },
  {
    name: 'an interface belongs to the account',
    why: 'moto describes the interface in words of its own, lets it and its groups outlive the instance, and owns its public address.',
    url: api('API_InstanceNetworkInterface'),
    parts: false,
    matches: anyOf(
      values([/\.IpOwnerId$/, /NetworkInterfaces\[\]\.Attachment\.DeleteOnTermination$/]),
      onlyIn('moto', [/NetworkInterfaces\[\]\.Description$/, new RegExp(`^${instance}\\.SecurityGroups\\[\\]$`)]),
    ),
  },
  {
    name: 'a change of nothing looks like one',
    why: 'moto says stopping, pending and shutting-down of what was there already.',
    url: moto('responses/instances'),
    parts: false,
    matches: values([/^(Starting|Stopping|Terminating)Instances\[\]\.CurrentState\.(Code|Name)$/]),
  },
  {
    name: 'the catalogue of the model is a part',
    why: 'The model says of a type of machine what an adapter chooses by, moto everything.',
    url: api('API_InstanceTypeInfo'),
    parts: false,
    matches: onlyIn('moto', [/^InstanceTypes\[\]\./]),
  },
  {
    name: 'protection is for a call of its own',
    why: 'moto protects from termination by ModifyInstanceAttribute only, and spot instances too.',
    url: api('API_ModifyInstanceAttribute'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('TerminateInstances', ['OperationNotPermitted']),
      onlyModelRefuses('ModifyInstanceAttribute', ['UnsupportedOperation']),
      (difference) =>
        difference.call.action === 'DescribeInstanceAttribute' &&
        values([/^DisableApiTermination\.Value$/])(difference),
    ),
  },
  {
    name: 'state is no obstacle',
    why: 'moto starts what is terminated, and stops what is gone or on the spot market.',
    url: api('API_StartInstances'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('StartInstances', ['IncorrectInstanceState']),
      onlyModelRefuses('StopInstances', ['IncorrectInstanceState', 'UnsupportedOperation']),
    ),
  },
  {
    name: 'anything hibernates',
    why: 'moto takes hibernation for any instance, whatever its type and its disk.',
    url: api('API_HibernationOptionsRequest'),
    parts: true,
    matches: anyOf(
      onlyModelRefuses('RunInstances', ['UnsupportedHibernationConfiguration']),
      onlyModelRefuses('StopInstances', ['UnsupportedHibernationConfiguration']),
    ),
  },
  {
    name: 'a client token means nothing',
    why: 'moto echoes client tokens and does nothing with them: no length, no same answer, no mismatch.',
    url: 'https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html',
    parts: true,
    matches: (difference) =>
      hasUsedToken(difference) &&
      anyOf(
        outcomes(/^(Idempotent.*|InvalidParameterValue)$/, /^answered$/),
        (each) => each.path === 'Instances[]' || each.path === 'VolumeId',
      )(difference),
  },
  {
    name: 'a subnet has the last word on the zone',
    why: 'moto launches into the zone of the subnet where the call names another zone too.',
    url: moto('models/instances'),
    parts: true,
    matches: onlyModelRefuses('RunInstances', ['InvalidParameterCombination']),
  },
  {
    name: 'a bad type of machine has a code of its own',
    why: 'moto says InvalidInstanceType.NotFound, a code that EC2 does not have.',
    url: api('errors-overview'),
    parts: false,
    matches: outcomes(/^InvalidParameterValue$/, /^InvalidInstanceType\.NotFound$/),
  },
  {
    name: 'a terminated instance keeps its place',
    why: 'moto leaves a terminated instance its network; in EC2 it has lost it.',
    url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/terminating-instances.html',
    parts: false,
    matches: onlyIn('moto', [
      new RegExp(
        `^${instance}\\.(NetworkInterfaces\\[\\]|PrivateDnsName|PrivateIpAddress|SourceDestCheck|SubnetId|VpcId)$`,
      ),
    ]),
  },
];

function hasUsedToken({ call }: Difference): boolean {
  return call.input.ClientToken === 'again' || String(call.input.ClientToken).length > 64;
}
