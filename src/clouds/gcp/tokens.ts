import type { Clock } from '../../provider/context.ts';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import { type Answer, success } from './answer.ts';

export const metadataHost = 'metadata.simulated';
const tokenPath = '/computeMetadata/v1/instance/service-accounts/default/token';

/** The tokens of the one service account, as the metadata server of a machine hands them out: one for each hour or so. */
export interface Tokens {
  hand(request: NativeRequest): Answer;
  /** Whether a call carries the token of the time. */
  isGood(authorization: string | undefined): boolean;
}

/** `secret` is what every token begins with. */
export function createTokens(clock: Clock, secret: string, tokenMs: number): Tokens {
  const openedAtMs = clock.now();
  const turn = () => Math.floor((clock.now() - openedAtMs) / tokenMs);
  return {
    hand: ({ path, headers }) => {
      if (headers['metadata-flavor'] !== 'Google')
        return { status: 403, body: 'Missing Metadata-Flavor:Google header.' };
      if (path !== tokenPath) return { status: 404, body: 'Not Found' };
      const leftMs = tokenMs - ((clock.now() - openedAtMs) % tokenMs);
      const seconds = Math.floor(leftMs / 1_000);
      return success({ access_token: `${secret}.${turn()}`, expires_in: seconds, token_type: 'Bearer' });
    },
    isGood: (authorization) => authorization === `Bearer ${secret}.${turn()}`,
  };
}
