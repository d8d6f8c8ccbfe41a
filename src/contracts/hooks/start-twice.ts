import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn, mustSucceed } from '../instance-checks.ts';
import { mustStillWork } from '../lifecycle-checks.ts';
import type { Step } from '../step.ts';

export const startTwice: Contract = defineContract({
  id: 'hooks.start-twice',
  intent: 'operate',
  title: 'Starting twice is harmless',
  statement:
    'onStartup resolves however often it is called, with work in between or without, and the provider works after it.',
  steps: (facts) => {
    const startup = fc.constant<Step>({ op: 'startup' });
    const spawn: Step = { op: 'spawn', as: 'i1', request: plainRequest(facts) };
    const work = fc.oneof(
      fc.constant<Step>({ op: 'list' }),
      anyUnknownId().map((target): Step => ({ op: 'get', target })),
    );
    return fc
      .tuple(fc.boolean(), fc.array(fc.oneof(startup, startup, work), { maxLength: 5 }))
      .map(([spawning, drawn]): readonly Step[] => [
        { op: 'startup' },
        ...drawn,
        { op: 'startup' },
        ...(spawning ? [spawn] : []),
      ]);
  },
  boundaries: () => [[{ op: 'startup' }, { op: 'startup' }]],
  run: async (trial) => {
    // A case may have lost its own start, and a provider need not work without one.
    mustSucceed(await trial.probe({ op: 'startup' }), trial);
    await trial.play({ startup: mustSucceed, spawn: mustSpawn, list: mustSucceed, get: mustSucceed });
    await mustStillWork(trial);
  },
});
