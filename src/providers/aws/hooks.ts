import { createHooks } from '../../provider/create-hooks.ts';
import type { Hooks } from '../../provider/hooks.ts';
import type { Account } from './account.ts';
import { checkHealth } from './check-health.ts';
import { listEverywhere } from './list-everywhere.ts';
import { checkStart } from './startup/check-start.ts';

/** What a control plane may call around the life of this account: a start that looks at everything, and two kinds of task. */
export function createAwsHooks(account: Account): Hooks {
  return createHooks({
    displayName: 'AWS',
    start: () => checkStart(account),
    ping: () => checkHealth(account),
    list: () => listEverywhere(account),
  });
}
