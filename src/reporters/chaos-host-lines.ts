import type { Colors } from 'picocolors/types.js';
import type { ChaosReport, ReportedFailure } from '../chaos/chaos-report.ts';
import { visibleText } from './visible-text.ts';

/** How the host did what the experiment of a failure did to it. */
export function hereLine({ disturbances }: ChaosReport, { experiment }: ReportedFailure): readonly string[] {
  const planned = new Set(experiment.disturbances.map(({ kind }) => kind));
  const told = disturbances.filter(({ kind }) => planned.has(kind)).map(({ kind, support }) => `${kind} ${support}`);
  return told.length > 0 ? [`  here      ${told.join(', ')}`] : [];
}

/** What a failure that was found by simulation came to for real. */
export function promotionLines({ promotion }: ReportedFailure, colors: Colors): readonly string[] {
  if (!promotion) return [];
  const { label, testbed, confirmed, runs, reasons } = promotion;
  const paint = label === 'confirmed' ? colors.red : colors.yellow;
  return [
    `  promoted  ${paint(label)}: failed in ${confirmed} of ${runs} runs on ${testbed}`,
    ...reasons.map((reason) => `            ${visibleText(reason)}`),
  ];
}

/** Why something cannot be done here, with everything to which that applies. */
export function unsupportedLines({ disturbances }: ChaosReport): readonly string[] {
  const unsupported = disturbances.filter(({ support }) => support === 'unsupported');
  const byReason = Map.groupBy(unsupported, ({ why = 'no reason is given' }) => why);
  return [...byReason].map(
    ([why, kinds]) => `  unsupported  ${kinds.map(({ kind }) => kind).join(', ')}: ${visibleText(why)}`,
  );
}

/** What is left, and how a person removes it. */
export function leakedLines({ leaked = [] }: ChaosReport, colors: Colors): readonly string[] {
  return leaked.flatMap(({ kind, id, why, command }) => [
    `  ${colors.red('LEAKED')} ${visibleText(`${kind} ${id}: ${why}`)}`,
    `    to remove it: ${visibleText(command)}`,
  ]);
}

/** How long the runs took, on the clock that they had. */
export function timeText({ run: { simulatedMs: ms }, host }: ChaosReport): string {
  const time = ms >= 3_600_000 ? `${(ms / 3_600_000).toFixed(1)} h` : `${Math.round(ms / 1_000)} s`;
  return `${time} ${host.fidelity === 'simulated' ? 'simulated' : 'of real time'}`;
}
