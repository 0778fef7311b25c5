import { hkdfSync } from 'node:crypto';
import { BoundedMap } from './boundedMap.ts';
import { CursorSeal } from './cursorSeal.ts';
import { idPrefixes, isSealedType, type SealedType } from './idPrefixes.ts';
import { IdSeal } from './idSeal.ts';

/**
 * The ids and cursors of one partner. Two partners see unrelated ids of the same row, so that they cannot join their
 * files, and neither id tells when or in which order rows were made.
 */
export class Seal {
  readonly #ids = new Map<SealedType, IdSeal>();
  readonly #cursors: CursorSeal;

  constructor(
    private readonly secretRoot: Buffer,
    private readonly partnerId: string,
  ) {
    this.#cursors = new CursorSeal(this.#key('cursor'), this.#key('cursor nonce'));
  }

  /** The partner's public id of a row, such as `hof_3q2-…`. Throws where the type has no ids or `uuid` is not one. */
  id(type: string, uuid: string): string {
    if (!isSealedType(type)) throw new TypeError(`${type} has no public ids`);
    return this.#idSeal(type).seal(uuid);
  }

  /** As `id` does each of them. */
  ids(type: SealedType, uuids: readonly string[]): string[] {
    return this.#idSeal(type).sealAll(uuids);
  }

  /**
   * The uuid behind an id of this type, or null: never an error. An id of another partner opens to a uuid that exists
   * nowhere, so that it cannot be told from a row that is missing.
   */
  openId(type: string, sealed: string): string | null {
    return isSealedType(type) ? this.#idSeal(type).open(sealed) : null;
  }

  /** A cursor good for one list alone: `binding` names its field, order and filter, `payload` the place in it. */
  cursor(binding: string, payload: string): string {
    return this.#cursors.seal(binding, payload);
  }

  /** The payload of a cursor that this partner was given for this binding, or null. Cursors do not expire. */
  openCursor(binding: string, sealed: string): string | null {
    return this.#cursors.open(binding, sealed);
  }

  #idSeal(type: SealedType): IdSeal {
    const known = this.#ids.get(type);
    if (known) return known;
    const made = new IdSeal(idPrefixes[type], this.#key(`id ${type}`));
    this.#ids.set(type, made);
    return made;
  }

  #key(purpose: string): Buffer {
    const label = `reinstalles seal 1\0${this.partnerId}\0${purpose}`;
    return Buffer.from(hkdfSync('sha256', this.secretRoot, Buffer.alloc(0), label, 32));
  }
}

const partnersKept = 1_000;
const sealsOf = new WeakMap<Buffer, BoundedMap<string, Seal>>();

/** The partner's seal, its keys derived once. */
export function sealFor(secretRoot: Buffer, partnerId: string): Seal {
  const seals = sealsOf.get(secretRoot) ?? new BoundedMap<string, Seal>(partnersKept);
  sealsOf.set(secretRoot, seals);
  const known = seals.get(partnerId);
  if (known) return known;
  const made = new Seal(secretRoot, partnerId);
  seals.set(partnerId, made);
  return made;
}
