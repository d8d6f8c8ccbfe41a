import type { ProviderResult, Report } from '../engine/report.ts';
import { seenSince } from './seen-since.ts';

/** When a certificate expires: what was seen gets no younger by being signed later, or merged with what is newer. */
export function expiryOf({ run }: Report, { outcomes }: ProviderResult, lifetimeMs: number): string {
  return new Date(Date.parse(seenSince({ run, outcomes })) + lifetimeMs).toISOString();
}
