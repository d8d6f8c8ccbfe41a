import type { BootstrapRequest } from '../../provider/bootstrap.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { mustBootstrap } from '../bootstrap-results.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyBootstrapRequest } from '../generators/bootstrap-request.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { mustSpawn, mustSucceed } from '../instance-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

export const takesItsBootstrap: Contract = defineContract({
  id: 'launch.takes-its-bootstrap',
  intent: 'launch',
  title: 'A machine starts with the bootstrap that its provider wrote',
  statement:
    'spawn takes what generateBootstrap gives in the default format, whatever characters are in its environment, and the machine runs.',
  steps: (facts) => anyBootstrapRequest().map((request) => starts(plainRequest(facts), request)),
  boundaries: (facts) => ends.map((value) => starts(plainRequest(facts), { environment: { END: value } })),
  run: async (trial: Trial) => {
    await trial.play({
      bootstrap: (result) => {
        mustBootstrap(trial, result);
      },
      spawn: (result) => mustSpawn(result, trial),
      'await-running': (result) => {
        if (trial.idOf(result.step.target) !== undefined) mustSucceed(result, trial);
      },
    });
  },
});

/**
 * Texts of every length modulo 3, so that a careless encoding shows; characters of two, three and four bytes; and a line that
 * ends as elsewhere.
 */
const ends = ['', 'a', 'ab', 'é', '日', '🙂', '\r\n'];

function starts(request: SpawnRequest, bootstrap: BootstrapRequest): readonly Step[] {
  return [
    { op: 'bootstrap', as: 'b1', request: bootstrap },
    { op: 'spawn', as: 'i1', request, bootstrap: 'b1' },
    { op: 'await-running', target: 'i1' },
  ];
}
