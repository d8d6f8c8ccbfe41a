/** A path in the site as a relative address: nothing in it can lead out of the site, or be taken for a scheme. */
export function siteHref(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return `./${parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')}`;
}
