import { Buffer } from 'node:buffer';

/** The ways in which a secret turns up in output, by name. */
export function writtenForms(secret: string): Readonly<Record<string, string>> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const percent = encodeURIComponent(secret);
  return {
    plain: `the key ${secret} is wrong`,
    'base64, first alignment': `body ${base64(`${secret}?`)} end`,
    'base64, second alignment': `body ${base64(`x${secret}?`)} end`,
    'base64, third alignment': `body ${base64(`xy${secret}?`)} end`,
    base64url: `token ${Buffer.from(`~~?${secret}~`).toString('base64url')} end`,
    'URL-encoded': `GET /v1?key=${percent}&a=1`,
    'URL-encoded in the other case': `GET /v1?key=${percent.replace(/%../g, (code) => code.toLowerCase())}`,
    'JSON-escaped': JSON.stringify({ key: secret }),
    'JSON in JSON': JSON.stringify({ body: JSON.stringify({ key: secret }) }),
    hex: Buffer.from(secret).toString('hex'),
    'hex in upper case': Buffer.from(secret).toString('hex').toUpperCase(),
    'XML-escaped': `<key>${[...secret].map(entity).join('')}</key>`,
    'JSON in XML': `<body>${[...JSON.stringify({ key: secret })].map(entity).join('')}</body>`,
    'JSON in a URL': `GET /v1?body=${encodeURIComponent(JSON.stringify({ key: secret }))}`,
    'Basic pair': `Authorization: Basic ${base64(`user:${secret}`)}`,
  };
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function entity(character: string): string {
  return named[character] ?? character;
}

const givenAwayMin = 8;

/**
 * Whether a text gives away so many characters of a secret in a row, to somebody who decodes whatever can be decoded.
 * Knows nothing of the redactor: it reads, where that one searches.
 */
export function givesAway(text: string, secret: string): boolean {
  const readings = [text, ...decoded(text), ...decoded(text).flatMap(decoded)];
  for (let at = 0; at + givenAwayMin <= secret.length; at += 1) {
    const part = secret.slice(at, at + givenAwayMin);
    if (readings.some((reading) => reading.includes(part))) return true;
  }
  return false;
}

function decoded(text: string): readonly string[] {
  const runs = text.match(/[\w+/-]{8,}/g) ?? [];
  return [
    text.replace(/(%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString()),
    text.replace(/\\(u[0-9a-f]{4}|.)/gi, (_, code: string) => unescaped(code)),
    text.replace(/&#?\w+;/g, (code) => Object.entries(named).find(([, name]) => name === code)?.[0] ?? code),
    ...runs.flatMap((run) => [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString())),
    ...(text.match(/[0-9a-f]{8,}/gi) ?? []).map((run) => Buffer.from(run, 'hex').toString()),
  ];
}

function unescaped(code: string): string {
  return code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : code;
}
