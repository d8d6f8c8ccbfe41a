import { expect, test } from 'vitest';
import { explore } from '../../src/chaos/explore.ts';
import type { ControlPlaneModule } from '../../src/controlplane/control-plane.ts';
import { kindsOnSimulatedHost, onSimulatedHost } from './host.ts';
import { neverLists } from './odd/never-lists.ts';
import { replaces } from './odd/replaces.ts';
import { slow } from './odd/slow.ts';

/** What nobody could survive who does not do what they do not do. */
const unfair: Readonly<Record<string, readonly string[]>> = {
  // Only a list finds what nobody remembers, or was ever told of.
  [neverLists.name]: ['record-lost', 'count-ignored'],
};

test.each([neverLists, slow, replaces].map((each): [string, ControlPlaneModule] => [each.name, each]))(
  'a control plane that %s, and is correct, survives 200 seeds',
  async (name, controlPlane) => {
    const { failure, runs } = await explore({
      ...onSimulatedHost,
      controlPlane,
      drawable: {
        kinds: kindsOnSimulatedHost.filter(({ kind }) => !unfair[name]?.includes(kind)),
        windowMs: 5_000,
        features: controlPlane.features ?? [],
      },
      ...{ seed: 5, runs: 200, checksDeterminism: false, isTimeUp: () => false, onRun: () => {} },
    });
    expect({ violation: failure?.result.violation, experiment: failure?.experiment }).toEqual({});
    expect(runs).toBe(200);
  },
  300_000,
);
