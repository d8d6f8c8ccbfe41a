/** Puts another value where `make` is given the present one. Whether it can be listed or set again stays as it was. */
export function replace<T extends object, K extends keyof T>(target: T, key: K, make: (before: T[K]) => T[K]): void {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, {
    configurable: true,
    enumerable: before?.enumerable ?? true,
    writable: true,
    value: make(target[key]),
  });
}
