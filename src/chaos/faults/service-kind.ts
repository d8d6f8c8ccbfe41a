import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { Misdeed } from '../../testbed/misconduct.ts';
import type { World } from '../../testbed/testbed.ts';
import type { DrawContext, Drawn, Parameters, ServiceKind } from '../disturbance.ts';
import type { Trigger } from '../trigger.ts';

export interface ServiceKindOptions {
  readonly kind: string;
  readonly number: string;
  readonly meaning: string;
  readonly told: string;
  readonly fields?: z.ZodRawShape;
  readonly drawFields?: (context: DrawContext) => Parameters;
  /** What it begins with, when it is drawn. */
  readonly drawTrigger: (context: DrawContext) => Trigger;
  /** `some`: a few times, or for a while. `window`: no longer than a read may be late. `while`: for a while. `on`: until all is healed. */
  readonly extent: 'some' | 'window' | 'while' | 'on';
  readonly toMisdeed: (parameters: Parameters) => Misdeed;
}

/** A fault that the service itself has to do. */
export function serviceKind(options: ServiceKindOptions): ServiceKind {
  const { kind, number, meaning, told, fields = {}, drawFields, drawTrigger, extent, toMisdeed } = options;
  return {
    ...{ acts: 'service', family: 'fault', kind, number, meaning, told, toMisdeed },
    parameters: z.strictObject(fields),
    missing: ({ misconduct }: World) =>
      misconduct?.kinds.includes(toMisdeed({}).kind) ? null : 'its service never does that',
    draw: (context) => ({
      parameters: drawFields?.(context) ?? {},
      trigger: drawTrigger(context),
      ...drawExtent(context, extent),
    }),
  };
}

function drawExtent({ random, windowMs }: DrawContext, extent: ServiceKindOptions['extent']): Drawn {
  if (extent === 'on') return {};
  if (extent === 'window') return { durationMs: between(random, Math.ceil(windowMs / 10), windowMs) };
  if (extent === 'some' && oneIn(random, 2)) return { count: between(random, 1, 3) };
  return { durationMs: between(random, 5_000, 60_000) };
}

/** With the first calls of this kind, or at some time. */
export function drawCall(operation: 'spawn' | 'terminate'): (context: DrawContext) => Trigger {
  return ({ random, disturbMs }) =>
    oneIn(random, 3)
      ? { on: 'time', atMs: between(random, 0, Math.floor(disturbMs / 2)) }
      : { on: 'call', operation, nth: between(random, 1, 3) };
}

/** Some time after a machine was made, ran, or went. */
export function drawEvent(
  event: 'machine-born' | 'machine-running' | 'machine-gone',
): (context: DrawContext) => Trigger {
  return ({ random }) => ({ on: 'event', event, nth: between(random, 1, 3), delayMs: between(random, 0, 10_000) });
}

/** One of these, as a parameter. */
export function drawOneOf(name: string, values: readonly string[]): (context: DrawContext) => Parameters {
  return ({ random }) => ({ [name]: values[between(random, 0, values.length - 1)] ?? '' });
}
