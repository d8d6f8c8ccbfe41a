import type { ChaosReport } from '../chaos/chaos-report.ts';
import type { ReportDiff } from '../diff/diff-schema.ts';
import type { Report } from '../engine/report.ts';
import type { GateAnswerJson } from '../gate/answer-json.ts';

// Inside JSON these only occur in strings, where their escapes mean the same and harm no terminal.
const unseen = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The report, or the answer, as it is. */
export function renderJson(report: Report | ChaosReport | ReportDiff | GateAnswerJson): string {
  return `${harmlessJson(JSON.stringify(report, null, 2))}\n`;
}

/** JSON that means the same and holds nothing that a terminal would obey or hide. */
export function harmlessJson(json: string): string {
  return json.replace(unseen, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
