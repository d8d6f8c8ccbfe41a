import type { Colors } from 'picocolors/types.js';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import { visibleText } from './visible-text.ts';

type CrashPoints = NonNullable<ChaosReport['crashPoints']>;

/** Every place where the control plane was let die, one by one; below those that are not safe their story. */
export function crashPointLines(points: CrashPoints, colors: Colors): readonly string[] {
  if (points.length === 0) return ['no crash point was tried: it fails without any', ''];
  const paint = { safe: colors.green, unsafe: colors.red, unreached: colors.dim };
  const safe = points.filter(({ outcome }) => outcome === 'safe').length;
  const unreached = points.filter(({ outcome }) => outcome === 'unreached').length;
  return [
    ...points.flatMap(({ crashes, outcome, why, story = [] }) => [
      `  ${paint[outcome](outcome.padEnd(9))}  ${crashes.map(placeOf).join(', then ')}`,
      ...(why === undefined ? [] : [`             ${visibleText(why)}`]),
      ...story.map((sentence, index) => colors.dim(`    ${String(index + 1).padStart(2)}. ${visibleText(sentence)}`)),
    ]),
    ...(unreached > 0 ? [`${unreached} are no places: nothing was written down after that call`] : []),
    `${safe}/${points.length - unreached} crash points safe`,
    '',
  ];
}

function placeOf({ call, operation, point }: CrashPoints[number]['crashes'][number]): string {
  return `${point} call ${call}, ${operation}`;
}
