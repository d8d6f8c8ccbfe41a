import { resolve } from 'node:path';
import { z } from 'zod';
import type { AskedOfCertificate, AskedSet } from '../../certificate/certificate-check.ts';
import { contractSetOf } from '../../engine/contract-set.ts';
import { whyUnreadable } from '../../engine/files/why-unreadable.ts';
import { digestOf } from '../../engine/sha256.ts';
import { sourceDigest } from '../../engine/source-digest.ts';
import { type Fidelity, fidelities } from '../../testbed/fidelity.ts';
import { isPath } from '../is-path.ts';
import { didYouMean } from '../nearest.ts';
import type { Services } from '../services.ts';
import { UsageError } from '../usage-error.ts';
import { parseLifetime } from './lifetime.ts';

/** The flags of `verify` as they were typed. */
export interface VerifyFlags {
  readonly key: readonly string[];
  readonly identity?: string;
  readonly issuer?: string;
  readonly source?: string;
  readonly provider?: string;
  readonly contractSet?: string;
  readonly fidelity?: string;
  readonly at?: string;
  readonly maxAge?: string;
  readonly json?: boolean;
}

/** What a certificate has to be. Throws UsageError. */
export async function askedOfFlags(flags: VerifyFlags, cwd: string, services: Services): Promise<AskedOfCertificate> {
  const { source, provider, fidelity, at, maxAge } = flags;
  const contractSet = await askedSet(flags.contractSet, services);
  return {
    at: at === undefined ? new Date().toISOString() : parseTime(at),
    ...(contractSet && { contractSet }),
    ...(source !== undefined && { sourceDigest: await digestOfSource(source, cwd, services) }),
    ...(provider !== undefined && { provider }),
    ...(fidelity !== undefined && { fidelity: parseFidelity(fidelity) }),
    ...(maxAge !== undefined && { maxAgeMs: parseLifetime('--max-age', maxAge) }),
  };
}

/** The set of this Assay, unless another one or any is asked for. */
async function askedSet(given: string | undefined, services: Services): Promise<AskedSet | undefined> {
  if (given === 'any') return undefined;
  const contracts = await services.contractCatalogue();
  const { digest, ids } = contractSetOf(contracts);
  if (given === undefined || given === digest) return { digest, ids, contracts };
  if (/^sha256:[0-9a-f]{64}$/.test(given)) return { digest: given };
  throw new UsageError(
    `--contract-set ${JSON.stringify(given)} is no digest of a set: write sha256: and 64 digits, or any`,
  );
}

async function digestOfSource(given: string, cwd: string, services: Services): Promise<string> {
  const path = isPath(given) ? resolve(cwd, given) : (await services.loadRegistered(given)).sourcePath;
  let digest: string;
  try {
    digest = await sourceDigest(path);
  } catch (error) {
    throw new UsageError(
      `--source ${given} ${whyUnreadable(error)}: give the file or folder of the provider, or a registered name`,
    );
  }
  if (digest !== digestOf('')) return digest;
  throw new UsageError(`--source ${given} holds no JavaScript or TypeScript: give the file or folder of the provider`);
}

function parseFidelity(given: string): Fidelity {
  const found = fidelities.find((fidelity) => fidelity === given);
  if (found) return found;
  throw new UsageError(
    `--fidelity ${JSON.stringify(given)} is unknown${didYouMean(given, fidelities)}: choose one of ${fidelities.join(', ')}`,
  );
}

const isoDateLength = '2026-11-27'.length;

/** A time that somebody typed, as ISO. Throws UsageError. */
export function parseTime(given: string): string {
  // A day that no month has would become one of the next.
  const ms = z.iso.date().safeParse(given.slice(0, isoDateLength)).success ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw new UsageError(`--at ${JSON.stringify(given)} is no time: write for example 2026-11-27T12:00:00Z`);
}
