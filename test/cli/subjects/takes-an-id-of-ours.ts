import { defineContract } from 'assay/contracts';
import { createHooks } from '../../../fixtures/hostile/plain-hooks.ts';
import { createPlainProvider } from '../../../fixtures/hostile/plain-provider.ts';

const always = defineContract({
  id: 'terminate.idempotent',
  intent: 'terminate',
  title: 'Nothing is asked',
  statement: 'It always holds.',
  steps: () => {
    throw new Error('never drawn');
  },
  run: async () => {},
});

export default { provider: createPlainProvider('takes-an-id'), hooks: createHooks(), contracts: [always] };
