import type { Clock } from '../provider/context.ts';
import type { ProviderModule, Registration } from '../provider/registration.ts';
import type { Ability } from './ability.ts';
import type { ChangeLog } from './change-log.ts';
import type { Constraints } from './constraints.ts';
import type { Drift } from './drift.ts';
import type { Estate } from './estate.ts';
import type { FaultInjector } from './fault.ts';
import type { Fidelity } from './fidelity.ts';
import type { Ledger } from './ledger.ts';
import type { MachineDisk } from './machine-disk.ts';
import type { Misconduct } from './misconduct.ts';
import type { Network } from './network.ts';
import type { Processes } from './processes.ts';
import type { Shell } from './shell.ts';
import type { SpotMarket } from './spot-market.ts';
import type { Transcript } from './transcript.ts';
import type { WorldFacts } from './world-facts.ts';
import type { Zones } from './zones.ts';

/** How to open a world. */
export interface OpenOptions {
  /** Makes the registration from the world's context. A mutant passes its own module here. */
  readonly module: ProviderModule;
  /** Everything random in a simulated world comes from here. */
  readonly seed: number;
  /** Labels what this run creates on a shared world, so that it can be found and destroyed. */
  readonly runId: string;
  /** Settings of this testbed, from `--image` and the like. */
  readonly settings: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Where changes of a shared host are written down before they are made. */
  readonly changes?: ChangeLog;
}

/** A place in which one provider is exercised, with those abilities that the testbed has. */
export interface World {
  readonly registration: Registration;
  readonly clock: Clock;
  readonly facts: WorldFacts;
  readonly transcript: Transcript;
  readonly ledger?: Ledger;
  readonly faults?: FaultInjector;
  readonly shell?: Shell;
  readonly disk?: MachineDisk;
  readonly spotMarket?: SpotMarket;
  readonly zones?: Zones;
  readonly processes?: Processes;
  readonly drift?: Drift;
  readonly misconduct?: Misconduct;
  readonly constraints?: Constraints;
  readonly network?: Network;
  /** Destroys what is left, behind the provider's back where the testbed can. */
  close(): Promise<void>;
}

/** A kind of world. */
export interface Testbed {
  readonly name: string;
  readonly fidelity: Fidelity;
  readonly abilities: readonly Ability[];
  /** Cases per contract when the user does not say; more where `draws` asks for more. */
  readonly runsDefault: number;
  /**
   * Where cases are cheap: how many drawn cases a contract gets at least, beside every one of its edge cases. Absent, the edge
   * cases are the first of the `runsDefault`.
   */
  readonly draws?: number;
  /** `case`: every case gets a world of its own (simulated). `run`: one world for the whole run (shared, real). */
  readonly isolation: 'case' | 'run';
  /**
   * Whether the service ends by itself what is made there, should nobody be left to end it. Absent is `none`, and where
   * the real service is used a run then has to be allowed.
   */
  readonly expiry?: Expiry;
  /** What cannot be judged here although no ability is missing: why, by the id of each contract. */
  readonly cannot?: Readonly<Record<string, string>>;
  /** Says what is missing (with the remedy), or null when the testbed can be used here. */
  probe(settings: Readonly<Record<string, string>>): Promise<string | null>;
  /**
   * Where runs cost money: asks the service whether it would do what a run does, and makes nothing. What has it is run for
   * real only with `--no-dry-run`, and within a `--max-cost`.
   */
  rehearse?(settings: Readonly<Record<string, string>>): Promise<Rehearsal>;
  open(options: OpenOptions): Promise<World>;
  /** Destroys whatever a run left behind after its worker died. Gives what it removed and what would not go. */
  sweep(runId: string, settings: Readonly<Record<string, string>>): Promise<SweepResult>;
  /** Where the service shows by whom each thing was made, so that what is ours is found without a journal. */
  estate?(settings: Readonly<Record<string, string>>): Promise<Estate>;
}

/** What a run would do, in sentences; or what would keep it from that, with the remedy. */
export type Rehearsal =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** `service`: every create carries its end. `none`: what is left goes on. `unknown`: only the provider could say. */
export type Expiry = 'service' | 'none' | 'unknown';

export interface SweepResult {
  readonly removed: readonly string[];
  readonly leaked: readonly string[];
  /** What is known of those that would not go. */
  readonly stuck?: readonly StuckThing[];
}

/** Something that would not go, for a person to remove. */
export interface StuckThing {
  readonly kind: string;
  readonly id: string;
  readonly region: string | null;
  readonly createdAtMs: number | null;
  /** In the service's words. */
  readonly why: string;
  /** What to type. */
  readonly command: string;
  readonly usdPerHour?: number;
}
