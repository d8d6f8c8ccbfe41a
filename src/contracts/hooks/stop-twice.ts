import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { mustSucceed } from '../instance-checks.ts';
import { mustStillWork } from '../lifecycle-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';

export const stopTwice: Contract = defineContract({
  id: 'hooks.stop-twice',
  intent: 'operate',
  title: 'Stopping twice is harmless',
  statement:
    'onShutdown resolves however often it is called, also before any onStartup, and after a new onStartup the provider works again.',
  steps: () => {
    const shutdown: Step = { op: 'shutdown' };
    const hook = fc.constantFrom<Step>(shutdown, shutdown, { op: 'startup' });
    return fc.array(hook, { maxLength: 6 }).map((drawn): readonly Step[] => [...drawn, shutdown]);
  },
  boundaries: () => [
    [{ op: 'shutdown' }],
    [{ op: 'shutdown' }, { op: 'shutdown' }],
    [{ op: 'startup' }, { op: 'shutdown' }, { op: 'shutdown' }, { op: 'startup' }],
  ],
  run: async (trial) => {
    let restarted: StepResult<'startup'>;
    try {
      await trial.play({ startup: mustSucceed, shutdown: mustSucceed });
    } finally {
      // A world may be shared: whatever was found, the provider is left started.
      restarted = await trial.probe({ op: 'startup' });
    }
    mustSucceed(restarted, trial);
    await mustStillWork(trial);
  },
});
