import type { ContractWaiver } from '../engine/apply-waivers.ts';
import type { CertifyEvent } from '../engine/certify-options.ts';
import { type KnownNames, type LoadedProvider, unknownWaivers } from './unknown-waivers.ts';

/** Looks at the waivers again at the moment when every module is loaded, and its name known. */
export interface WaiverWatch {
  readonly onEvent: (event: CertifyEvent) => void;
  /** Aborted where a waiver is for what nobody knows, and no contract has run yet. */
  readonly signal: AbortSignal;
  /** The message, once it is aborted. */
  readonly refusal: () => string | undefined;
}

export function watchWaivers(waivers: readonly ContractWaiver[], subjects: number, known: KnownNames): WaiverWatch {
  const loaded: LoadedProvider[] = [];
  const abort = new AbortController();
  let hasRun = false;
  let refusal: string | undefined;
  return {
    signal: abort.signal,
    refusal: () => refusal,
    onEvent: (event) => {
      // What has run already is not thrown away: such a waiver is then told beside the report.
      if (event.type === 'contract-started') hasRun = true;
      if (event.type !== 'provider-loaded' || hasRun) return;
      loaded.push({ name: event.provider, contracts: event.contracts });
      if (loaded.length < subjects) return;
      [refusal] = unknownWaivers(waivers, loaded, known);
      if (refusal !== undefined) abort.abort(new Error(refusal));
    },
  };
}
