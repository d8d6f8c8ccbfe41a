import type { ProviderContext } from '../../../provider/context.ts';
import { isProviderError, ProviderError } from '../../../provider/provider-error.ts';
import { nativeCode } from '../native-failure.ts';
import { providerName } from '../provider-name.ts';

const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/** Refuses with AUTH_ERROR what cannot be right, before any call: AWS would only say that it knows nobody of the kind. */
export function checkCredentials(env: ProviderContext['env']): void {
  const problem = credentialProblem(env);
  if (problem !== null) throw authError(problem);
}

function credentialProblem(env: ProviderContext['env']): string | null {
  const [id, secret, token] = names.map((name) => env[name] ?? '');
  const spoilt = names.find((name) => /\s/.test(env[name] ?? ''));
  if (spoilt !== undefined) return `${spoilt} holds a blank or a line break: copy it again, without`;
  if (id && !secret) return 'AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not: set both, or neither';
  if (secret && !id) return 'AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not: set both, or neither';
  // Keys that begin so were lent for some hours.
  if (id?.startsWith('ASIA') && !token)
    return 'AWS_ACCESS_KEY_ID is a temporary key (ASIA…) and AWS_SESSION_TOKEN is not set: set the token that came with it';
  return null;
}

/** Says which variable is wrong, where AWS refused the credentials of a first call. */
export function explainRefusal(thrown: unknown, env: ProviderContext['env']): unknown {
  if (!isProviderError(thrown) || thrown.code !== 'AUTH_ERROR') return thrown;
  return authError(`${whatIsWrong(nativeCode(thrown) ?? nameOf(thrown.cause), env)} (${thrown.message})`, thrown);
}

function whatIsWrong(code: string, env: ProviderContext['env']): string {
  const isSet = Boolean(env.AWS_ACCESS_KEY_ID);
  switch (code) {
    case 'CredentialsProviderError':
      return 'no credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE';
    case 'UnauthorizedOperation':
    case 'AccessDenied':
    case 'AccessDeniedException':
      return 'the credentials are right, and may not call ec2:DescribeRegions: allow it to them';
    case 'PendingVerification':
      return 'AWS is still verifying the account: wait, some hours at most';
    case 'OptInRequired':
      return 'the account has not signed up for EC2: do so in the console';
    case 'RequestExpired':
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return env.AWS_SESSION_TOKEN
        ? 'AWS_SESSION_TOKEN has expired: get new temporary credentials'
        : 'the credentials have expired: get new ones';
    case 'SignatureDoesNotMatch':
      return 'AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID: copy both again';
    case 'InvalidClientTokenId':
      return env.AWS_SESSION_TOKEN
        ? 'AWS_SESSION_TOKEN does not belong to AWS_ACCESS_KEY_ID: copy all three again'
        : 'AWS_ACCESS_KEY_ID is no key that AWS knows: copy it again, or make a new one';
    default:
      return isSet
        ? 'AWS knows no such pair as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: copy both again, or make new ones'
        : 'AWS does not know the credentials that the SDK found: look at AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
  }
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : '';
}

function authError(message: string, cause?: Error): ProviderError {
  return new ProviderError('AUTH_ERROR', message, { provider: providerName, cause: cause?.cause });
}
