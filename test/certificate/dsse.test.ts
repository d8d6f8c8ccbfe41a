import { expect, test } from 'vitest';
import { decodeBase64, signedBytes } from '../../src/certificate/dsse.ts';

test.each([
  // The example of the specification, and lengths that are of bytes where characters have more than one.
  ['http://example.com/HelloWorld', 'hello world', 'DSSEv1 29 http://example.com/HelloWorld 11 hello world'],
  ['', '', 'DSSEv1 0  0 '],
  ['tÿpe', 'µ€', 'DSSEv1 5 tÿpe 5 µ€'],
])('what is signed of the type %j and the payload %j is as DSSE says, byte for byte', (type, payload, expected) => {
  expect(signedBytes(type, Buffer.from(payload))).toEqual(Buffer.from(expected));
});

test('a payload that ends like a type, or holds a NUL, is told from any other', () => {
  const bytes = signedBytes('a', Buffer.from([0, 32, 49]));
  expect(bytes).toEqual(Buffer.from('DSSEv1 1 a 3 \u0000 1'));
});

test.each([
  ['aGk=', 'hi'],
  ['', ''],
])('base64 %j is read', (text, expected) => {
  expect(decodeBase64(text)?.toString()).toBe(expected);
});

test.each(['aGk', 'aGl=', 'a-_=', ' aGk=', 'aGk=\n', 'aGk==', '!'])(
  'base64 that is written otherwise than we write it, %j, is not',
  (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  },
);
