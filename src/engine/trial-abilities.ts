import type { Trial } from '../contracts/trial.ts';
import type { World } from '../testbed/testbed.ts';
import { offered } from './perform-world-step.ts';

/**
 * What a trial has only where its world does. A class, because a getter in a literal makes a shape of its own each time, and
 * that keeps the whole world until all memory is cleared up.
 */
export class TrialAbilities implements Pick<Trial, 'ledger' | 'shell'> {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  get ledger(): Trial['ledger'] {
    return offered(this.#world.ledger, 'ledger');
  }

  get shell(): Trial['shell'] {
    return offered(this.#world.shell, 'shell');
  }
}
