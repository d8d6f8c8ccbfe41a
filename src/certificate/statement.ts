import { z } from 'zod';
import type { Certification } from './certification.ts';

const subjectSchema = z.object({
  name: z.string(),
  digest: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
});

/** An in-toto Statement v1, about exactly two things: the provider's source and the contract set. */
export const statementSchema = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.tuple([subjectSchema, subjectSchema]),
  predicateType: z.string(),
  predicate: z.unknown(),
});

export type Statement = z.infer<typeof statementSchema>;

/** A predicate about what a certification is about. */
export function statementOf(certification: Certification, predicateType: string, predicate: unknown): Statement {
  return { _type: 'https://in-toto.io/Statement/v1', subject: subjectsOf(certification), predicateType, predicate };
}

/** What in-toto tools match by their digests. */
export function subjectsOf({ provider, contractSet }: Certification): Statement['subject'] {
  return [
    { name: `provider:${provider.name}`, digest: { sha256: hexOf(provider.digest) } },
    { name: `contract-set:${contractSet.version}`, digest: { sha256: hexOf(contractSet.digest) } },
  ];
}

/** A digest of ours, `sha256:…`, as in-toto has it. */
export function hexOf(digest: string): string {
  return digest.replace(/^sha256:/, '');
}
