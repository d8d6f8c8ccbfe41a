import { z } from 'zod';
import { type Misdeed, pageFlaws } from '../../testbed/misconduct.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawEvent, drawOneOf, serviceKind } from './service-kind.ts';

type Flaw = Extract<Misdeed, { kind: 'muddles-pages' }>['flaw'];

/**
 * A list comes in pages of one machine, and a page is wrong. That one is missing no caller can notice, so it never is in
 * two lists in a row: whoever looks twice sees everything.
 */
export const muddledPages: ServiceKind = serviceKind({
  kind: 'muddled-pages',
  number: 'F20',
  meaning:
    'a list loses a page, moves an item, repeats a token or ignores the limit; none loses anything twice in a row',
  told: 'the pages of the list were muddled',
  fields: { flaw: z.enum(pageFlaws) },
  drawFields: drawOneOf('flaw', pageFlaws),
  drawTrigger: drawEvent('machine-born'),
  extent: 'some',
  toMisdeed: ({ flaw }) => ({ kind: 'muddles-pages', flaw: flaw as Flaw }),
});
