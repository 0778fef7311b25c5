import { type Cipher, createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const encodedLength = 22;
const blockBytes = 16;

/**
 * One AES-256 block per uuid under a key of one partner and type. ECB is right here and only here: every message is
 * exactly one block, and equal rows must give equal ids. It keeps no state between blocks, so one cipher object
 * serves for ever.
 */
export class IdSeal {
  readonly #encrypt: Cipher;
  readonly #decrypt: Decipher;
  readonly #start: string;

  constructor(prefix: string, key: Buffer) {
    this.#start = `${prefix}_`;
    this.#encrypt = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    this.#decrypt = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  }

  seal(uuid: string): string {
    if (!uuidPattern.test(uuid)) throw new TypeError('Only a uuid can be sealed');
    const block = Buffer.from(uuid.replaceAll('-', ''), 'hex');
    return this.#start + this.#encrypt.update(block).toString('base64url');
  }

  /** As `seal` does each of them, in one call of the cipher: blocks don't depend on one another. */
  sealAll(uuids: readonly string[]): string[] {
    const blocks = Buffer.from(uuids.join('').replaceAll('-', ''), 'hex');
    if (blocks.length !== uuids.length * blockBytes) throw new TypeError('Only uuids can be sealed');
    const sealed = this.#encrypt.update(blocks);
    return uuids.map(
      (_uuid, at) => this.#start + sealed.toString('base64url', at * blockBytes, (at + 1) * blockBytes),
    );
  }

  open(sealed: string): string | null {
    if (sealed.length !== this.#start.length + encodedLength || !sealed.startsWith(this.#start)) return null;
    const encoded = sealed.slice(this.#start.length);
    const block = Buffer.from(encoded, 'base64url');
    // The decoder skips what it does not know and ignores spare bits: without this one row would have many ids.
    if (block.length !== 16 || block.toString('base64url') !== encoded) return null;
    const hex = this.#decrypt.update(block).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}
