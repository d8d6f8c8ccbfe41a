import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import type { Answer } from './answer.ts';
import type { LambdaOptions } from './lambda-options.ts';

/** What stands in front of the service blocks whoever does not say who he is. */
export function blockAtTheFront({ headers }: NativeRequest, { quirks }: LambdaOptions): Answer | null {
  const agent = headers['user-agent'] ?? '';
  const isBlocked = agent === '' || /^python-urllib/i.test(agent);
  return quirks.blocksUnknownAgents && isBlocked ? agentBlocked : null;
}

/** The page for an agent that is not welcome. */
export const agentBlocked: Answer = { status: 403, body: 'error code: 1010' };

/** The page for who asked too often. */
export const banned: Answer = {
  status: 403,
  body: '<!DOCTYPE html><html><head><title>Access denied</title></head><body>Error 1015: the owner of this website has banned you temporarily from accessing this website.</body></html>',
};
