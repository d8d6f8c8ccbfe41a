import { readEnvelopes } from '../../certificate/read-envelopes.ts';
import { type ChaosReport, chaosReportSchema } from '../../chaos/chaos-report.ts';
import { parseJson } from '../../engine/files/parse-data.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import { whyUnread } from '../../engine/files/why-unread.ts';
import { reportSchema } from '../../engine/report-schema.ts';
import { whyOtherShape } from '../../engine/why-other-shape.ts';
import { readBundle } from './read-bundle.ts';
import { readCertificate } from './read-certificate.ts';
import { runsInReport, type ToldRun } from './run-record.ts';
import type { Trust } from './trust.ts';
import { whyUntrue } from './why-untrue.ts';

/** What a file of JSON turns out to be. */
export type Evidence =
  | { readonly kind: 'runs'; readonly runs: readonly ToldRun[] }
  | { readonly kind: 'chaos'; readonly report: ChaosReport }
  /** It claims to be evidence and is none that can be used. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It is something else, and does not say otherwise. */
  | { readonly kind: 'other' };

/** Reads a file, and tells what it is by its content, whatever it is called. Never throws. */
export function readEvidenceFile(path: string, trust: Trust): Evidence {
  try {
    const text = readLimited(path);
    return isLines(path) ? evidenceInLines(path, text, trust) : evidenceIn(parseJson(text), text, trust);
  } catch (thrown) {
    return { kind: 'refused', why: whyUnread(thrown as Error, 'JSON') };
  }
}

function isLines(path: string): boolean {
  return path.endsWith('.jsonl');
}

/** Certificates are lines of JSON, and so are many other things. */
function evidenceInLines(path: string, text: string, trust: Trust): Evidence {
  return path.endsWith('.intoto.jsonl') || readEnvelopes(text).isRead
    ? readCertificate(text, trust)
    : { kind: 'other' };
}

function evidenceIn(content: unknown, text: string, trust: Trust): Evidence {
  if (typeof content !== 'object' || content === null) return { kind: 'other' };
  if ('payloadType' in content) return readCertificate(text, trust);
  if ('dsseEnvelope' in content) return readBundle(text, trust);
  if (!('run' in content)) return { kind: 'other' };
  if ('providers' in content) return readReport(content);
  if ('oracles' in content) return readChaosReport(content);
  return { kind: 'other' };
}

function readReport(content: object): Evidence {
  const parsed = reportSchema.safeParse(content);
  if (!parsed.success) return { kind: 'refused', why: whyOtherShape(content, 'report', parsed.error.issues) };
  const why = whyUntrue(parsed.data);
  return why === undefined ? { kind: 'runs', runs: runsInReport(parsed.data) } : { kind: 'refused', why };
}

function readChaosReport(content: object): Evidence {
  const parsed = chaosReportSchema.safeParse(content);
  return parsed.success
    ? { kind: 'chaos', report: parsed.data }
    : { kind: 'refused', why: whyOtherShape(content, 'report of chaos', parsed.error.issues) };
}
