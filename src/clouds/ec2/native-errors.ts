import type { Random } from '../../provider/context.ts';
import type { NativeErrorKind } from '../../testbed/fault.ts';
import { type Refusal, refusal } from './answer.ts';

/** What stands in front of EC2 answers without XML of its own. */
export interface GatewayPage {
  readonly status: number;
  readonly html: string;
}

type Form = Refusal | GatewayPage;

const page = (status: number, words: string): GatewayPage => ({
  status,
  html: `<html><body><h1>${status} ${words}</h1></body></html>`,
});

/** Every way in which EC2 says each kind. */
const forms: Readonly<Record<Exclude<NativeErrorKind, 'not-found'>, readonly Form[]>> = {
  capacity: [
    refusal(
      'InsufficientInstanceCapacity',
      'We currently do not have sufficient capacity in the Availability Zone',
      500,
    ),
    refusal('InsufficientHostCapacity', 'There is insufficient capacity on the hosts', 500),
    refusal('UnfulfillableCapacity', 'There is no capacity to fulfil the request'),
    refusal('InsufficientFreeAddressesInSubnet', 'There are not enough free addresses in the subnet'),
    refusal(
      'Unsupported',
      'The requested configuration is currently not supported: your requested instance type is not supported in your requested Availability Zone',
    ),
  ],
  auth: [
    refusal('AuthFailure', 'AWS was not able to validate the provided access credentials', 401),
    refusal('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403),
    refusal('RequestExpired', 'Request has expired.'),
    refusal('InvalidClientTokenId', 'The security token included in the request is invalid', 403),
    refusal('PendingVerification', 'Your account is currently being verified.'),
  ],
  'rate-limit': [
    refusal('RequestLimitExceeded', 'Request limit exceeded.', 503),
    refusal('Throttling', 'Rate exceeded'),
    refusal('EC2ThrottledException', 'Request rate is too high', 503),
    refusal('TooManyRequestsException', 'Too many requests', 429),
    refusal('SlowDown', 'Please reduce your request rate.', 503),
  ],
  quota: [
    refusal('VcpuLimitExceeded', 'You have requested more vCPU capacity than your current vCPU limit allows'),
    refusal('InstanceLimitExceeded', 'Your quota allows for 0 more running instance(s).'),
    refusal('VolumeLimitExceeded', 'You have exceeded your maximum gp3 storage limit'),
    refusal('MaxSpotInstanceCountExceeded', 'Max spot instance count exceeded'),
  ],
  invalid: [
    refusal('InvalidParameterValue', 'Value for a parameter is invalid.'),
    refusal('InvalidParameterCombination', 'The parameters cannot be used together'),
    refusal('MissingParameter', 'The request must contain another parameter'),
    refusal('UnsupportedOperation', 'The operation is not supported for this resource'),
    refusal('Unsupported', 'The requested configuration is currently not supported.'),
  ],
  unavailable: [
    refusal('InternalError', 'An internal error has occurred', 500),
    refusal('ServiceUnavailable', 'Service is unable to handle the request.', 503),
    refusal('Unavailable', 'The server is overloaded and cannot handle the request.', 503),
    page(502, 'Bad Gateway'),
    page(504, 'Gateway Time-out'),
  ],
  // A real service invents codes without telling anybody. These say nothing that could be guessed at.
  unknown: [
    refusal('FluxMisaligned', 'The flux is not aligned'),
    refusal('Client.OrbitDecayed', 'The orbit has decayed', 409),
  ],
};

/** What does not exist depends on what was asked for. */
const absences: Readonly<Record<string, readonly Form[]>> = {
  RunInstances: [
    refusal('InvalidAMIID.NotFound', 'The image id does not exist'),
    refusal('InvalidGroup.NotFound', 'The security group does not exist'),
    refusal('InvalidSubnetID.NotFound', 'The subnet ID does not exist'),
    refusal('InvalidKeyPair.NotFound', 'The key pair does not exist'),
  ],
};

const noInstance: readonly Form[] = [refusal('InvalidInstanceID.NotFound', 'The instance ID does not exist')];

/** One of the forms of a kind, drawn. */
export function nativeErrorForm(kind: NativeErrorKind, action: string, random: Random): Form {
  const choices = kind === 'not-found' ? (absences[action] ?? noInstance) : forms[kind];
  return choices[Math.floor(random.next() * choices.length)] ?? refusal('InternalError', 'no form', 500);
}
