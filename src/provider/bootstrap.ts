export type BootstrapFormat = 'shell' | 'cloud-init' | 'ignition';

/** What a machine should do when it first starts. */
export interface BootstrapRequest {
  /** Default `shell`. */
  readonly format?: BootstrapFormat;
  /** Environment of the commands. Names match `[A-Za-z_][A-Za-z0-9_]*`; values are any text without NUL. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Shell commands, run in order; the first that fails ends the bootstrap with its exit code. */
  readonly commands?: readonly string[];
  /** Where `tailscaleNative` is declared: the machine joins this tailnet before its commands run. */
  readonly tailscale?: TailscaleJoin;
}

/** How a machine joins a tailnet. The key is a secret: it is in the bootstrap, and nowhere else. */
export interface TailscaleJoin {
  readonly authKey: string;
  readonly hostname?: string;
}

/** A finished bootstrap. */
export interface Bootstrap {
  readonly content: string;
  readonly format: BootstrapFormat;
  /** SHA-256 of the UTF-8 bytes of `content`, lower-case hexadecimal. */
  readonly checksum: string;
}
