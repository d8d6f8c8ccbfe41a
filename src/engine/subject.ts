/** Who is to be certified: one of the registered providers, or a module on disk. Plain JSON: it travels to the worker. */
export type Subject =
  | { readonly kind: 'registered'; readonly name: string }
  | { readonly kind: 'module'; readonly path: string };

/** How a subject is named to the user before its own name is known. */
export function subjectLabel(subject: Subject): string {
  return subject.kind === 'registered' ? subject.name : subject.path;
}
