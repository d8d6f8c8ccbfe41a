/** Whether an argument names a module on disk; otherwise it names a registered provider. */
export function isPath(argument: string): boolean {
  return /[\\/]/.test(argument) || /\.[cm]?[jt]sx?$/.test(argument);
}
