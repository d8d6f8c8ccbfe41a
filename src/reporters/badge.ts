import { makeBadge } from 'badge-maker';
import type { Verdict } from '../engine/report.ts';
import type { BadgeEndpoint } from './badge-endpoint-schema.ts';
import { visibleText } from './visible-text.ts';

/** What a badge is coloured by: a verdict, or that there is none any more, or never was. */
export type BadgeState = Verdict | 'expired' | 'unknown';

/** What a badge says. Its words say everything; the colour says it again. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly state: BadgeState;
}

/** A badge as a picture that needs nothing but itself. */
export function badgeSvg(badge: Badge): string {
  return `${makeBadge({ label: shortText(badge.label), message: shortText(badge.message), color: colorOf[badge.state] })}\n`;
}

/** The same for the endpoint badge of shields.io, which draws it in any style. */
export function badgeEndpoint({ label, message, state }: Badge): BadgeEndpoint {
  return { schemaVersion: 1, label: shortText(label), message: shortText(message), color: colorOf[state] };
}

// White words are read on each of them: the contrast is 4.8 or more.
const colorOf: Readonly<Record<BadgeState, string>> = {
  certified: '#1a7f37',
  partial: '#9a6700',
  failed: '#cf222e',
  inconclusive: '#9a6700',
  incomplete: '#9a6700',
  expired: '#59636e',
  unknown: '#59636e',
};

const lengthMax = 80;

/** A badge that is wider than a page says nothing, so the rest is left out without a count. */
function shortText(text: string): string {
  const characters = [...text.slice(0, 2 * lengthMax + 1)];
  const short = characters.length > lengthMax ? `${characters.slice(0, lengthMax).join('')}…` : text;
  return visibleText(short);
}
