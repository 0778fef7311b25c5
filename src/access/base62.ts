const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = BigInt(digits.length);

/** The bytes as one number in base 62, most significant digit first, with leading zeros up to `length` digits. */
export function toBase62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  while (rest > 0n) {
    text = digits.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text.padStart(length, '0');
}

/** The `length` bytes of such a number; null where a character is not a digit or the number needs more bytes. */
export function fromBase62(text: string, length: number): Buffer | null {
  let value = 0n;
  for (const character of text) {
    const digit = digits.indexOf(character);
    if (digit < 0) return null;
    value = value * base + BigInt(digit);
  }
  const hex = value.toString(16).padStart(length * 2, '0');
  return hex.length > length * 2 ? null : Buffer.from(hex, 'hex');
}
