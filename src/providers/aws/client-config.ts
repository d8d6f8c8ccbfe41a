import type { EC2ClientConfig } from '@aws-sdk/client-ec2';
import type { ProviderContext } from '../../provider/context.ts';
import type { AwsSettings } from './settings.ts';
import { Sha256 } from './sha256.ts';

/** What clients of all services of AWS take alike. */
type ClientConfig = Pick<
  EC2ClientConfig,
  | 'region'
  | 'endpoint'
  | 'credentials'
  | 'maxAttempts'
  | 'retryMode'
  | 'defaultsMode'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
  | 'userAgentAppId'
  | 'authSchemePreference'
  | 'disableClockSkewCorrection'
  | 'requestHandler'
  | 'sha256'
>;

/**
 * Everything is said here, so that the SDK reads no file and no environment of its own, but for credentials that are nowhere
 * said; and it retries nothing by itself.
 */
export function clientConfig(
  { sdkRequestHandler }: ProviderContext,
  { endpoint, credentials }: AwsSettings,
  host: string,
  region: string,
): ClientConfig {
  return {
    region,
    endpoint: endpoint ?? `https://${host}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`,
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'assay',
    authSchemePreference: [],
    // Signatures have the time of the context: see keepTime.
    disableClockSkewCorrection: true,
    sha256: Sha256,
    ...(credentials && { credentials }),
    ...(sdkRequestHandler && { requestHandler: sdkRequestHandler as NonNullable<ClientConfig['requestHandler']> }),
  };
}
