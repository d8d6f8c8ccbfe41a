import { z } from 'zod';
import type { ControlPlaneFeature } from '../controlplane/control-plane.ts';
import type { Clock, Random } from '../provider/context.ts';
import type { Fault, WireOperation } from '../testbed/fault.ts';
import type { Misdeed } from '../testbed/misconduct.ts';
import type { Held, Support } from '../testbed/support.ts';
import type { World } from '../testbed/testbed.ts';
import type { Activity } from './activity.ts';
import type { ControlPlaneProcess } from './control-plane-process.ts';
import type { Intents } from './intents.ts';
import { triggerSchema } from './trigger.ts';
import type { Machine, Truth } from './truth.ts';

const milliseconds = z.int().min(1).max(3_600_000);

/** One disturbance of an experiment, as data. What its parameters may be, its kind says. */
export const disturbanceSchema = z.strictObject({
  id: z.string().min(1).max(40),
  kind: z.string().max(60),
  parameters: z.record(z.string().max(60), z.union([z.string().max(200), z.number(), z.boolean()])).default({}),
  trigger: triggerSchema,
  /** Of each call that it could touch, or else of its beginning at all. */
  probability: z.number().gt(0).max(1).optional(),
  /** Heals by itself after this many calls or machines, or after this long. Without either it lasts until all is healed. */
  count: z.int().min(1).max(1_000).optional(),
  durationMs: milliseconds.optional(),
  /** `never`: it outlives the healing, and then nobody is asked to converge. */
  heal: z.enum(['auto', 'never']).optional(),
  /** It ends after this long, whatever else is said. */
  ttlMs: milliseconds.optional(),
});

export type Disturbance = z.infer<typeof disturbanceSchema>;

export type Parameters = Disturbance['parameters'];

/** What a draw of a disturbance may know. */
export interface DrawContext {
  readonly random: Random;
  readonly intents: readonly string[];
  readonly disturbMs: number;
  /** How late a read may be here. */
  readonly windowMs: number;
}

/** The parts of a disturbance that its kind draws; whoever asked fills in the rest. */
export type Drawn = Partial<Omit<Disturbance, 'id' | 'kind'>>;

interface Common {
  readonly kind: string;
  /** Its number in the list of known faults. */
  readonly number: string;
  readonly family: 'fault' | 'constraint' | 'drift';
  readonly meaning: string;
  /** The same as a clause about one call or machine, for the story. */
  readonly told: string;
  readonly parameters: z.ZodObject;
  draw(context: DrawContext): Drawn;
  /** It means nothing to a control plane without that. */
  readonly needs?: ControlPlaneFeature;
  /** Why it cannot be done in this world, or null. */
  missing(world: World): string | null;
  /** How this world does it, where that is not the same for all of its sort. */
  support?(world: World): Support | undefined;
}

/** Touches calls on the wire, below the provider. */
export interface WireKind extends Common {
  readonly acts: 'wire';
  operationOf(parameters: Parameters): WireOperation | undefined;
  toFault(parameters: Parameters): UnscopedFault;
}

/** The service itself does what it should not, until it heals. */
export interface ServiceKind extends Common {
  readonly acts: 'service';
  toMisdeed(parameters: Parameters): Misdeed;
}

/** Touches one machine, behind everybody's back. */
export interface MachineKind extends Common {
  readonly acts: 'machine';
  /** Only machines that the control plane has told of: whatever is done to another, nobody could make good. */
  readonly onlyKnown: boolean;
  suits(machine: Machine): boolean;
  act(machine: Machine, world: World, parameters: Parameters): Promise<void>;
}

/** Holds one machine to something until it is healed. */
export interface HeldKind extends Common {
  readonly acts: 'held';
  readonly onlyKnown: boolean;
  suits(machine: Machine): boolean;
  hold(machine: Machine, world: World, parameters: Parameters, activity: Activity): Promise<Held>;
}

/** Touches the process of the control plane, or its disk. */
export interface ProcessKind extends Common {
  readonly acts: 'process';
  /** Its beginning belongs into the story: nothing else tells of it. */
  readonly isTold?: true;
  act(stage: ProcessStage, parameters: Parameters): ProcessActs;
}

/** What a disturbance of the process works with. */
export interface ProcessStage {
  readonly process: ControlPlaneProcess;
  readonly intents: Intents;
  readonly truth: Truth;
  readonly clock: Clock;
  readonly random: Random;
}

export interface ProcessActs {
  /** How often it has acted by now. */
  acted(): number;
  /** Called when it ends, perhaps more than once. */
  end?(): void;
}

/** Loses what the control plane has written of one running machine. */
export interface RecordKind extends Common {
  readonly acts: 'record';
}

/** Touches what machines tell of their work. */
export interface ActivityKind extends Common {
  readonly acts: 'activity';
  /** How late it is told. */
  lagMs(parameters: Parameters): number;
}

export type DisturbanceKind = WireKind | ServiceKind | MachineKind | HeldKind | ProcessKind | RecordKind | ActivityKind;

export type UnscopedFault = Fault extends infer F ? (F extends Fault ? Omit<F, 'scope'> : never) : never;
