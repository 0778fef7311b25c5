import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
const longestCursor = 2_048;

/**
 * AES-256-GCM with a synthetic nonce: an HMAC of binding and payload, so that equal pages have equal bytes (caches and
 * tests compare them) and no two different cursors ever share a nonce.
 */
export class CursorSeal {
  constructor(
    private readonly key: Buffer,
    private readonly nonceKey: Buffer,
  ) {}

  seal(binding: string, payload: string): string {
    const nonce = this.#nonce(binding, payload);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(binding));
    const sealed = [nonce, cipher.update(payload, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return Buffer.concat(sealed).toString('base64url');
  }

  open(binding: string, sealed: string): string | null {
    if (sealed.length > longestCursor) return null;
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < nonceBytes + tagBytes || bytes.toString('base64url') !== sealed) return null;
    try {
      return this.#decrypt(binding, bytes);
    } catch {
      return null;
    }
  }

  #decrypt(binding: string, bytes: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(binding))
      .setAuthTag(bytes.subarray(-tagBytes));
    return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  }

  #nonce(binding: string, payload: string): Buffer {
    // The length keeps ('ab', 'c') apart from ('a', 'bc').
    const framed = `${binding.length}:${binding}${payload}`;
    return createHmac('sha256', this.nonceKey).update(framed).digest().subarray(0, nonceBytes);
  }
}
