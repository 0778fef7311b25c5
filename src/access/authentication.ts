import type { Sql } from 'postgres';
import { type Audience, audiences } from './audiences.ts';
import { BoundedMap } from './boundedMap.ts';
import { hashKey, type ParsedKey, parseKey } from './keys.ts';
import { isScopeOf, type Scope } from './scopes.ts';

/** Who is asking, as the database knows it. */
export interface Caller {
  keyId: string;
  partnerId: string;
  partnerName: string;
  audience: Audience;
  scopes: Scope[];
  agreementInForce: boolean;
}

interface Row {
  key_id: string;
  partner_id: string;
  partner_name: string;
  audience: string;
  scopes: string[];
  agreement_in_force: boolean;
}

interface Remembered {
  caller: Promise<Caller | null>;
  until: number;
}

// A stale entry reads nothing: in the database the key, partner and agreement must be in force at that moment.
const rememberedMilliseconds = 5_000;
const keysRemembered = 10_000;
// Schemes are case-insensitive (RFC 9110, 11.1); the rest is exact: one space, one key.
const bearer = /^[Bb][Ee][Aa][Rr][Ee][Rr] ([0-9A-Za-z_]{1,200})$/;

/** Tells who holds a key, and gives one answer, null, for every credential that is not good. */
export class Authenticator {
  readonly #remembered = new BoundedMap<string, Remembered>(keysRemembered);

  constructor(
    private readonly pool: Sql,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Takes every value of the request's Authorization header: there must be exactly one. Only a key with a true
   * checksum is looked up. Throws the driver's error where the database does not answer.
   */
  async authenticate(headerValues: readonly string[]): Promise<Caller | null> {
    const [value = '', ...others] = headerValues;
    const key = others.length === 0 ? bearer.exec(value)?.[1] : undefined;
    const claimed = key ? parseKey(key) : null;
    return key && claimed ? this.#recall(hashKey(key), claimed) : null;
  }

  async #recall(hash: Buffer, claimed: ParsedKey): Promise<Caller | null> {
    const name = hash.toString('base64');
    const remembered = this.#remembered.get(name);
    if (remembered && remembered.until > this.now()) return remembered.caller;
    const caller = this.#lookUp(hash, claimed);
    this.#remembered.set(name, { caller, until: this.now() + rememberedMilliseconds });
    const known = await caller.catch((error: unknown) => {
      this.#remembered.delete(name);
      throw error;
    });
    // Nothing is kept of wrong keys: whoever tries many would push the good ones out.
    if (!known) this.#remembered.delete(name);
    return known;
  }

  async #lookUp(hash: Buffer, claimed: ParsedKey): Promise<Caller | null> {
    const rows = await this.pool.unsafe<Row[]>('select * from access.authenticate($1)', [hash], {
      prepare: true,
    });
    const audience = audiences.find((known) => known === rows[0]?.audience);
    const [row] = rows;
    if (!row || !audience || audience !== claimed.audience || row.key_id !== claimed.keyId) return null;
    return {
      keyId: row.key_id,
      partnerId: row.partner_id,
      partnerName: row.partner_name,
      audience,
      scopes: row.scopes.filter((scope): scope is Scope => isScopeOf(audience, scope)),
      agreementInForce: row.agreement_in_force,
    };
  }
}
