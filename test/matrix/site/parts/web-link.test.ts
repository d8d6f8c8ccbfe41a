import { expect, test } from 'vitest';
import { webLink } from '../../../../src/matrix/site/parts/web-link.ts';

test.each(['https://example.com/issue/7', 'http://example.com/'])('%s is a link', (address) => {
  expect(webLink(address)).toMatchObject({ name: 'a', attributes: { href: address } });
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  ' java\tscript:alert(1)',
  '//example.com',
  'file:///etc/passwd',
  '',
  'see the wiki',
])('G1: %j is told, and leads nowhere', (address) => {
  const { name, attributes } = webLink(address);
  expect(name).toBe('span');
  expect(attributes.href).toBeUndefined();
});
