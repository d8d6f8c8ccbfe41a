import { z } from 'zod';
import type { Random } from '../../provider/context.ts';
import type { Constraint, ConstraintKind } from '../../testbed/constraints.ts';
import type { HeldKind, Parameters } from '../disturbance.ts';
import { drawTarget, haltable } from '../machine-target.ts';

export interface ConstraintKindOptions {
  readonly kind: string;
  readonly number: string;
  readonly meaning: string;
  readonly told: string;
  /** Which ability of the host does it. */
  readonly constraint: ConstraintKind;
  readonly fields?: z.ZodRawShape;
  drawFields?(random: Random): Parameters;
  toConstraint(parameters: Parameters): Constraint;
}

/** A disturbance by which a machine runs short of something, until it is healed. */
export function constraintKind({
  constraint,
  fields,
  drawFields,
  toConstraint,
  ...about
}: ConstraintKindOptions): HeldKind {
  return {
    ...about,
    acts: 'held',
    family: 'constraint',
    onlyKnown: false,
    parameters: z.strictObject({ intent: z.string().optional(), ...fields }),
    missing: (world) => {
      if (!world.constraints) return 'its machines cannot be made to run short of anything';
      const support = world.constraints.support[constraint];
      return support.how === 'unsupported' ? support.why : null;
    },
    support: ({ constraints }) => constraints?.support[constraint],
    draw: (context) => {
      const { parameters, ...drawn } = drawTarget(context);
      return { ...drawn, parameters: { ...parameters, ...drawFields?.(context.random) } };
    },
    suits: haltable,
    hold: async ({ id }, { constraints }, parameters) => {
      if (!constraints) throw new Error('this world constrains nothing');
      return constraints.hold(id, toConstraint(parameters));
    },
  };
}
