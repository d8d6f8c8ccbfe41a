/** What the tests read of a package-lock.json. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly name?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const registry = 'https://registry.npmjs.org/';

/**
 * What a lockfile has that nobody decided on: a package that may run a script when it is installed, one from elsewhere
 * than the registry, or one whose content is not fixed. Without `resolved` npm takes the registry of whoever installs.
 */
export function lockfileProblems({ packages }: Lockfile, decided: readonly string[]): readonly string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    if (path === '') return [];
    const name = locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { resolved, integrity, hasInstallScript } = locked;
    return [
      ...(hasInstallScript && !decided.includes(name) ? [`${path} has an install script`] : []),
      ...(resolved !== undefined && !resolved.startsWith(registry) ? [`${path} is not from the registry`] : []),
      ...(integrity?.startsWith('sha512-') ? [] : [`${path} has no SHA-512`]),
    ];
  });
}
