/** Whether an argument names a module on disk; otherwise it names a registered provider. */
export function isPath(argument: string): boolean {
  return /[\\/]/.test(argument) || /^\.{1,2}$/.test(argument) || isModuleName(argument);
}

/** Whether a file of this name can be a module. */
export function isModuleName(name: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(name);
}
