/** Thrown for whatever has no compiled form, when compiling or when answering: the interpreter then answers. Never seen outside. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
}
