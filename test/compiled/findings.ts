/** What answers have held, to ask with. */
export class Findings {
  readonly #texts = new Map<string, string[]>();

  /** At most 200 of a kind are kept, the latest. */
  note(value: unknown, name = ''): void {
    if (typeof value === 'string') this.#keep(kindOf(value, name), value);
    else if (Array.isArray(value)) for (const item of value) this.note(item, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, own] of Object.entries(value)) this.note(own, key);
  }

  of(kind: string): readonly string[] {
    return this.#texts.get(kind) ?? [];
  }

  #keep(kind: string, value: string): void {
    const known = this.#texts.get(kind) ?? [];
    this.#texts.set(kind, known);
    if (known.includes(value)) return;
    known.push(value);
    if (known.length > 200) known.shift();
  }
}

/** Aliases of the documents begin with the name of their field. */
function kindOf(value: string, name: string): string {
  if (/^[a-z]{3}_[\w-]{22}$/.test(value)) return value.slice(0, 3);
  const field = name.replace(/_\d+$/, '');
  return field === 'endCursor' ? 'cursor' : field;
}
