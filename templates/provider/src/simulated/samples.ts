import { readFileSync } from 'node:fs';
import type { ProviderErrorCode } from 'assay';
import type { NativeErrorKind } from 'assay/testbed';

/** A refusal as Acme really writes it, and what it has to become. */
export interface ErrorSample {
  readonly name: string;
  readonly kind: NativeErrorKind;
  readonly status: number;
  readonly body: string;
  readonly code: ProviderErrorCode;
}

const file = new URL('../../fixtures/wire/acme/errors.json', import.meta.url);

/** The samples in fixtures/wire. The simulated service answers with the first of each kind. */
export const errorSamples: readonly ErrorSample[] = JSON.parse(readFileSync(file, 'utf8'));
