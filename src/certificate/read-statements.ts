import { isDeepStrictEqual } from 'node:util';
import type { CertificateProblem } from './certificate-check.ts';
import { type Certification, certificationSchema, certificationType } from './certification.ts';
import { parseExactJson } from './exact-json.ts';
import { type Statement, statementSchema, subjectsOf } from './statement.ts';
import { testResultOf, testResultType } from './test-result.ts';

/** What payloads say together: the certification, and where they contradict each other. */
export type ReadStatements =
  | { readonly isRead: true; readonly certification: Certification; readonly problems: readonly CertificateProblem[] }
  | { readonly isRead: false; readonly problem: CertificateProblem };

/** Reads payloads, each of which is already known to be signed. */
export function readStatements(payloads: readonly Uint8Array[]): ReadStatements {
  const statements: Statement[] = [];
  for (const payload of payloads) {
    const statement = statementIn(payload);
    if (!statement) return refused('unreadable', 'what is signed is no in-toto statement of Assay, version 1');
    statements.push(statement);
  }
  const unknown = statements.find(({ predicateType }) => !knownTypes.includes(predicateType));
  if (unknown) return refused('unreadable', `it makes a statement of an unknown kind, ${unknown.predicateType}`);
  const ours = statements.filter(({ predicateType }) => predicateType === certificationType);
  const theirs = statements.filter(({ predicateType }) => predicateType === testResultType);
  if (ours.length > 1 || theirs.length > 1) return refused('unreadable', 'it makes the same kind of statement twice');
  const [statement] = ours;
  // A test result cannot say what was left out, so it alone is never enough.
  if (!statement)
    return refused('no-certification', 'it has a test result and no certification: a part of it was taken away');
  const parsed = certificationSchema.safeParse(statement.predicate);
  if (!parsed.success)
    return refused('unreadable', `its certification is none of version 1 (${issueOf(parsed.error)})`);
  const certification = parsed.data;
  return { isRead: true, certification, problems: contradictionsOf(certification, statement, theirs) };
}

const knownTypes: readonly string[] = [certificationType, testResultType];

function statementIn(payload: Uint8Array): Statement | undefined {
  try {
    // What is no UTF-8 could be read as one thing here and as another elsewhere.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    return statementSchema.safeParse(parseExactJson(text)).data;
  } catch {
    return undefined;
  }
}

function issueOf({
  issues: [issue],
}: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[];
}): string {
  return `${issue?.path.map(String).join('.')}: ${issue?.message}`;
}

function contradictionsOf(
  certification: Certification,
  statement: Statement,
  testResults: readonly Statement[],
): readonly CertificateProblem[] {
  const subjects = subjectsOf(certification);
  const isAboutAnother = [statement, ...testResults].some(({ subject }) => !isDeepStrictEqual(subject, subjects));
  const isOtherResult = testResults.some(({ predicate }) => !isDeepStrictEqual(predicate, plain(certification)));
  return [
    ...(isAboutAnother
      ? [inconsistent('its subjects are not the provider and the contract set that it speaks of')]
      : []),
    ...(isOtherResult ? [inconsistent('its test result says something else than its certification')] : []),
  ];
}

/** As it comes out of JSON, where what is undefined is not there. */
function plain(certification: Certification): unknown {
  return JSON.parse(JSON.stringify(testResultOf(certification)));
}

function inconsistent(text: string): CertificateProblem {
  return { code: 'inconsistent', text };
}

function refused(code: CertificateProblem['code'], text: string): ReadStatements {
  return { isRead: false, problem: { code, text } };
}
