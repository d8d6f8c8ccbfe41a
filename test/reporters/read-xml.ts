import { execa } from 'execa';

export interface ReadElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

// Python's reader is not ours, rejects what is not XML 1.0, and is on every machine of a developer.
const reader = `
import json, sys, xml.etree.ElementTree as ET
def elements(text):
    root = ET.fromstring(text.encode("utf-8"))
    return [dict(tag=e.tag.split("}")[-1], attributes=e.attrib, text=e.text or "") for e in root.iter()]
json.dump([elements(text) for text in json.load(sys.stdin)], sys.stdout)
`;

/** Every element of each document, in order, as an independent XML reader sees it. Rejects what is no XML. */
export async function readAllXml(texts: readonly string[]): Promise<readonly (readonly ReadElement[])[]> {
  const { stdout } = await execa('python3', ['-c', reader], {
    input: JSON.stringify(texts),
    maxBuffer: 1_000_000_000,
  });
  return JSON.parse(stdout) as readonly (readonly ReadElement[])[];
}

/** The same of one document. */
export async function readXml(text: string): Promise<readonly ReadElement[]> {
  const [elements = []] = await readAllXml([text]);
  return elements;
}
