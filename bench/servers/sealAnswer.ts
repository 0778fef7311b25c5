import { createCipheriv } from 'node:crypto';

const placeholder = /"([a-z]{3})_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"/g;

/**
 * Replaces `"hof_<uuid>"` by the sealed id, as src/access/idSeal.ts makes it. Blocks of one key are enciphered together: each stands
 * alone, and one call costs what a hundred cost each.
 */
export class AnswerSealer {
  readonly #ciphers = new Map<string, ReturnType<typeof createCipheriv>>();

  constructor(private readonly keyOf: (prefix: string) => Buffer) {}

  seal(answer: string): string {
    const found = [...answer.matchAll(placeholder)];
    if (found.length === 0) return answer;
    const blocks = new Map<string, string[]>();
    for (const [, prefix = '', uuid = ''] of found) {
      const known = blocks.get(prefix);
      if (known) known.push(uuid);
      else blocks.set(prefix, [uuid]);
    }
    const sealed = new Map([...blocks].map(([prefix, uuids]) => [prefix, this.#encipher(prefix, uuids)]));
    let out = '';
    let from = 0;
    const taken = new Map<string, number>();
    for (const match of found) {
      const prefix = match[1] ?? '';
      const n = taken.get(prefix) ?? 0;
      taken.set(prefix, n + 1);
      const block = sealed.get(prefix)?.toString('base64url', 16 * n, 16 * n + 16);
      out += `${answer.slice(from, match.index)}"${prefix}_${block}"`;
      from = match.index + match[0].length;
    }
    return out + answer.slice(from);
  }

  #encipher(prefix: string, uuids: readonly string[]): Buffer {
    const known = this.#ciphers.get(prefix);
    const cipher = known ?? createCipheriv('aes-256-ecb', this.keyOf(prefix), null).setAutoPadding(false);
    if (!known) this.#ciphers.set(prefix, cipher);
    return cipher.update(Buffer.from(uuids.join('').replaceAll('-', ''), 'hex'));
  }
}
