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
  return writeElement(name, elementOf(name), value);
}

/** The name without what follows it: a root element carries its namespace. */
function elementOf(name: string): string {
  return name.split(' ', 1)[0] ?? name;
}

function writeElement(opening: string, name: string, value: XmlValue): string {
  if (value === undefined) return '';
  const content = writeContent(value);
  return content === '' ? `<${opening}/>` : `<${opening}>${content}</${name}>`;
}

function writeContent(value: Exclude<XmlValue, undefined>): string {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value !== 'object') return String(value);
  let content = '';
  if (isList(value)) for (const each of value) content += writeElement('item', 'item', each);
  else for (const name of Object.keys(value)) content += writeElement(name, name, value[name]);
  return content;
}

function isList(value: object): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
