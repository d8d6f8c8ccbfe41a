import type { z } from 'zod';
import type { ControlPlaneModule } from '../../controlplane/control-plane.ts';
import type { ProviderModule } from '../../provider/registration.ts';
import type { experimentSchema } from '../experiment.ts';

/** A public bug, made small: a control plane that has it, and the experiment in which an oracle finds it. */
export interface MuseumEntry extends ControlPlaneModule {
  readonly bug: string;
  /** The oracle that finds it, and no other. */
  readonly oracle: string;
  readonly experiment: z.input<typeof experimentSchema>;
  /** The adapter that has the bug, where it is one of an adapter; by default that of the host. */
  readonly provider?: ProviderModule;
  /** Who does it right; by default the reference control plane. */
  readonly sound?: ControlPlaneModule;
}
