/** A part of an answer: texts and numbers become text, lists become `item` elements, what is undefined is left out. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

/** One element as EC2 writes it: no attributes, no empty text between elements. */
export function writeXml(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  const content = writeContent(value);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${elementOf(name)}>`;
}

function writeContent(value: Exclude<XmlValue, undefined>): string {
  if (typeof value !== 'object') return escapeText(String(value));
  if (isList(value)) return value.map((each) => writeXml('item', each)).join('');
  return Object.entries(value)
    .map(([name, part]) => writeXml(name, part))
    .join('');
}

/** The name without what follows it: a root element carries its namespace. */
function elementOf(name: string): string {
  return name.split(' ', 1)[0] ?? name;
}

function isList(value: object): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
