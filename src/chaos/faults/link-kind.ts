import { z } from 'zod';
import type { Random } from '../../provider/context.ts';
import type { LinkFault, LinkFaultKind } from '../../testbed/network.ts';
import type { HeldKind, Parameters } from '../disturbance.ts';
import { drawTarget, haltable } from '../machine-target.ts';

export interface LinkKindOptions {
  readonly kind: string;
  readonly number: string;
  readonly meaning: string;
  readonly told: string;
  /** Which ability of the host does it. */
  readonly link: LinkFaultKind;
  readonly fields: z.ZodRawShape;
  drawFields(random: Random): Parameters;
  toFault(parameters: Parameters): LinkFault;
}

/** A disturbance of the network of a machine, until it is healed. */
export function linkKind({ link, fields, drawFields, toFault, ...about }: LinkKindOptions): HeldKind {
  return {
    ...about,
    acts: 'held',
    family: 'fault',
    onlyKnown: false,
    parameters: z.strictObject({ intent: z.string().optional(), ...fields }),
    missing: ({ network }) => {
      if (!network) return 'its machines have no network that could fail';
      const support = network.support[link];
      return support.how === 'unsupported' ? support.why : null;
    },
    support: ({ network }) => network?.support[link],
    draw: (context) => {
      const { parameters, ...drawn } = drawTarget(context);
      return { ...drawn, parameters: { ...parameters, ...drawFields(context.random) } };
    },
    suits: haltable,
    hold: async ({ id }, { network }, parameters) => {
      if (!network) throw new Error('this world has no network');
      return network.hold(id, toFault(parameters));
    },
  };
}
