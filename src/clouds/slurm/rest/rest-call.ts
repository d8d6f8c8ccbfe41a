/** A call with its path taken apart and its body parsed. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  /** Null where it is not JSON. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** Whether its token is good, which only the controller knows. */
  readonly isLetIn: boolean;
}
