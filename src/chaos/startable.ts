import type {
  ControlPlane,
  ControlPlaneFeature,
  ControlPlaneHost,
  ControlPlaneModule,
} from '../controlplane/control-plane.ts';

/** What the program of a control plane did that no control plane may do: not in what it decided, but as a program. */
export interface Misconduct {
  readonly signature: string;
  /** The same for the same seed. */
  readonly message: string;
  /** What it printed last, where somebody may want to know; that may differ from run to run. */
  readonly lastWords?: string;
}

/** What somebody needs who starts a control plane elsewhere. */
export interface Backstage {
  /** Time stands still until the function that it gives is called. */
  hold(): () => void;
  /** It cannot be spoken with any more. */
  misconduct(what: Misconduct): void;
}

/** A control plane that lives elsewhere than in this process, and is started there. */
export interface ForeignControlPlane {
  readonly name: string;
  readonly features: readonly ControlPlaneFeature[];
  start(host: ControlPlaneHost, backstage: Backstage): Promise<ControlPlane>;
  /** Ends whatever of it still runs. */
  close(): Promise<void>;
}

export type StartableControlPlane = ControlPlaneModule | ForeignControlPlane;

/** Starts one life of a control plane, wherever it lives. */
export async function startControlPlane(
  startable: StartableControlPlane,
  host: ControlPlaneHost,
  backstage: Backstage,
): Promise<ControlPlane> {
  return 'start' in startable ? startable.start(host, backstage) : startable.create(host);
}

/** Ends what is left of a control plane that lives elsewhere. */
export async function closeControlPlane(startable: StartableControlPlane): Promise<void> {
  if ('start' in startable) await startable.close();
}
