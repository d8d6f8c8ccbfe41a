import { expect, test } from 'vitest';
import { certificateOf } from '../../src/certificate/certificate-of.ts';
import { createKeyPair, signerOf } from '../../src/certificate/keys.ts';
import { signCertificate } from '../../src/certificate/sign-certificate.ts';
import type { Report } from '../../src/engine/report.ts';
import { renderAttestation } from '../../src/reporters/attestation.ts';
import { certificateText } from '../../src/reporters/certificate-text.ts';
import { renderChaosHtml } from '../../src/reporters/chaos-html.ts';
import { renderChaosSvg } from '../../src/reporters/chaos-svg.ts';
import '../promises/task-meta.ts';
import { certifiedReport, expiresAt, reportDigest, wholeOutcomes } from '../certificate/samples.ts';
import { withPython } from '../with-python.ts';
import { hostileTexts } from './hostile-texts.ts';
import { readAllXml } from './read-xml.ts';
import { sampleChaosReport, sampleRun } from './sample-chaos.ts';

const controls = /[\p{Cc}\p{Bidi_Control}]/u;

/** What a certificate can be made of, with a text wherever its provider may put one. */
function certifiable(text: string): Report {
  const outcomes = wholeOutcomes(() => ({ weak: text })).map((outcome) =>
    outcome.reason ? { ...outcome, reason: { ...outcome.reason, text } } : outcome,
  );
  return certifiedReport(
    { name: text, outcomes, source: { path: text, version: text }, remarks: [text] },
    { id: text },
  );
}

test('a certificate and an attestation are lines of JSON, and what is told of them is one line, whatever a provider says', () => {
  const key = createKeyPair();
  for (const text of hostileTexts) {
    const report = certifiable(text);
    const { certification, statements } = certificateOf(report, text, { expiresAt, reportDigest });
    const told = certificateText(certification, { kind: 'key', id: text });
    const signed = signCertificate(statements, signerOf(key.privatePem, 'a key'));
    const attested = renderAttestation(report);
    expect(told).not.toMatch(controls);
    for (const lines of [signed, attested]) {
      expect(lines.replaceAll('\n', '')).not.toMatch(controls);
      expect(
        lines
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      ).toHaveLength(2);
    }
  }
});

const page = await sampleRun('M03');
const chaos = await sampleChaosReport();

withPython(
  'G1: the page and the picture of a chaos run are text and shapes, whatever stands in any of their texts',
  async ({ task }) => {
    const documents = hostileTexts.flatMap((text) => {
      const drawn = {
        ...page,
        ...{ title: text, story: [text, ...page.story], events: poisoned(page.events, text) },
        experiment: { ...page.experiment, name: text },
      };
      const report = {
        ...chaos,
        controlPlane: { name: text, path: text },
        museum: { ...museum, title: text, bug: text },
      };
      return [renderChaosHtml(report, drawn).replace('<!doctype html>', ''), renderChaosSvg(drawn)];
    });
    for (const { tag, attributes } of (await readAllXml(documents)).flat()) {
      expect([
        'script',
        'iframe',
        'object',
        'embed',
        'img',
        'image',
        'foreignObject',
        'use',
        'link',
        'base',
        'form',
      ]).not.toContain(tag);
      expect(Object.keys(attributes).filter((name) => name.startsWith('on'))).toEqual([]);
      if (attributes.href !== undefined) expect(attributes.href).toMatch(/^https?:\/\//);
    }
    task.meta.figure = `${hostileTexts.length} texts x 2 documents of chaos, 0 scripts, handlers and odd addresses`;
  },
);

/** What a control plane says of what it does. */
function poisoned<T>(events: T, text: string): T {
  const said = ['message', 'reason', 'intent', 'machine'];
  return JSON.parse(JSON.stringify(events), (key, value) =>
    typeof value === 'string' && said.includes(key) ? `${value}${text}` : value,
  ) as T;
}

const museum = { entry: 'M03', title: '', bug: '', oracle: 'I02' };
