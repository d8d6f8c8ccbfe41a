// Run as a program, so that a test can stop the process that judges. Prints `started`, then the outcome as JSON.
import { certifyHostile, judged, smallLimits } from './certify-hostile.ts';

const result = await certifyHostile(['orbstack'], ['terminate.idempotent'], {
  runs: 20_000,
  limits: { ...smallLimits, suspendedGapMs: 1_500 },
  onEvent: (event) => {
    if (event.type === 'contract-progress' && event.cases === 20) console.log('started');
  },
});
console.log(JSON.stringify(judged(result)[0]?.[0]));
