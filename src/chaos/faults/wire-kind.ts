import { z } from 'zod';
import type { Random } from '../../provider/context.ts';
import { between, oneIn } from '../../testbed/draw.ts';
import type { WireOperation } from '../../testbed/fault.ts';
import type { DrawContext, Drawn, Parameters, UnscopedFault, WireKind } from '../disturbance.ts';

export interface WireKindOptions {
  readonly kind: string;
  readonly number: string;
  readonly meaning: string;
  readonly told: string;
  /** The operations that are drawn; undefined stands for every call. */
  readonly operations: readonly (WireOperation | undefined)[];
  /** What it takes beside `operation`. */
  readonly fields?: z.ZodRawShape;
  readonly drawFields?: (context: DrawContext) => Parameters;
  readonly toFault: (parameters: Parameters) => UnscopedFault;
}

const operation = z.enum(['spawn', 'terminate', 'list', 'get', 'other']).optional();

/** A fault of calls, made of a fault that the wire of a testbed can do. */
export function wireKind(options: WireKindOptions): WireKind {
  const { kind, number, meaning, told, operations, fields = {}, drawFields, toFault } = options;
  return {
    ...{ acts: 'wire', family: 'fault', kind, number, meaning, told, toFault },
    parameters: z.strictObject({ operation, ...fields }),
    operationOf: (parameters) => parameters.operation as WireOperation | undefined,
    missing: ({ faults }) =>
      faults?.kinds.includes(toFault({}).kind) ? null : `its wire cannot do ${toFault({}).kind}`,
    draw: (context) => {
      const { random } = context;
      const drawn = operations[between(random, 0, operations.length - 1)];
      const parameters = { ...(drawn && { operation: drawn }), ...drawFields?.(context) };
      return { parameters, ...drawExtent(context, drawn) };
    },
  };
}

/** Half of them begin with a certain call, half of them last for a number of calls; the others go by time. */
function drawExtent({ random, disturbMs }: DrawContext, drawn: WireOperation | undefined): Drawn {
  const probability = oneIn(random, 3) ? { probability: between(random, 1, 9) / 10 } : {};
  const trigger = oneIn(random, 2)
    ? ({ on: 'call', operation: callFor(drawn, random), nth: between(random, 1, 3) } as const)
    : ({ on: 'time', atMs: between(random, 0, Math.floor(disturbMs / 2)) } as const);
  const extent = oneIn(random, 2) ? { count: between(random, 1, 3) } : { durationMs: between(random, 5_000, 40_000) };
  return { trigger, ...extent, ...probability };
}

/** Reads matter most right after a machine was asked for. */
function callFor(drawn: WireOperation | undefined, random: Random): 'spawn' | 'terminate' {
  if (drawn === 'spawn' || drawn === 'terminate') return drawn;
  return oneIn(random, 3) ? 'terminate' : 'spawn';
}
