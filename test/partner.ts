import { randomUUID } from 'node:crypto';
import type { Audience } from '../src/access/audiences.ts';
import { createKey } from '../src/access/keys.ts';
import { scopes } from '../src/access/scopes.ts';
import type { Sql } from '../src/database/connections.ts';
import type { PartnerKind } from '../src/partners/partners.rules.ts';

const kindOf: Record<Audience, PartnerKind> = {
  LANDLORD: 'SOCIAL_LANDLORD',
  EMPLOYER: 'EMPLOYER',
  HEALTH: 'HEALTH_FACILITY',
  INTERNAL: 'INTERNAL_APP',
  COORDINATOR: 'PROGRAMME',
};

export interface PartnerOptions {
  name?: string;
  regions?: readonly string[];
  /** false: a coordinator acts for it. */
  withKey?: boolean;
  careGateway?: boolean;
  scopes?: readonly string[];
  /** Last day in force, yyyy-mm-dd; null: open. */
  agreementEndsOn?: string | null;
}

/** Part of an answer: its shape is decided by the document in the test itself. Typed documents are in test/documents. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where a test may look anywhere into an answer
export type Reply = any;

/** What an answer of the API is made of. */
export interface Answer {
  status: number;
  headers: Headers;
  data: Reply | null;
  errors: { message: string; path?: string[]; extensions?: { code?: string } }[];
  text: string;
}

/** A partner of a test, which asks the running server with its own key. */
export class Partner {
  constructor(
    readonly id: string,
    readonly audience: Audience,
    readonly key: string | null,
    readonly keyId: string | null,
    private readonly url: string,
  ) {}

  async ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.key}`, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const body = JSON.parse(text);
    return {
      status: response.status,
      headers: response.headers,
      data: body.data ?? null,
      errors: body.errors ?? [],
      text,
    };
  }

  /** The data of an answer without any error; an error is thrown with its whole text. */
  async read(query: string, variables: object = {}): Promise<Reply> {
    const answer = await this.ask(query, variables);
    if (answer.errors.length > 0 || !answer.data) throw new Error(answer.text);
    return answer.data;
  }

  /** The payload of one mutation; `selection` is what to read of it beside the errors. */
  async act(mutation: string, input: object, selection = ''): Promise<Reply> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation Act($input: ${type}!) { ${mutation}(input: $input) { errors { code path message ... on ConflictError { currentVersion } ... on DuplicateError { existingId } } replayed ${selection} } }`;
    const data = await this.read(document, { input });
    const payload = data[mutation];
    if (payload === undefined) throw new Error(`no ${mutation} in the answer`);
    return payload;
  }

  /** As `act`, for an act that must succeed. */
  async does(mutation: string, input: object, selection: string): Promise<Reply> {
    const payload = await this.act(mutation, { idempotencyKey: randomUUID(), ...input }, selection);
    if (payload.errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.errors)}`);
    return payload;
  }
}

/** Writes a partner, its agreement and its key as the operator would; answers the key's id and text. */
export async function addPartner(
  admin: Sql,
  url: string,
  audience: Audience,
  options: PartnerOptions = {},
): Promise<Partner> {
  const id = randomUUID();
  const name = options.name ?? `${audience} ${id.slice(0, 4)}`;
  await admin`insert into partners (id, name, kind, audience, siret)
    values (${id}, ${name}, ${kindOf[audience]}, ${audience}, '99900000300015')`;
  for (const region of options.regions ?? ['84']) {
    await admin`insert into partner_regions (partner_id, region_code, care_gateway)
      values (${id}, ${region}, ${options.careGateway ?? false})`;
  }
  await admin`insert into agreements (id, partner_id, audience, signed_on, starts_on, ends_on)
    values (${randomUUID()}, ${id}, ${audience}, '2016-10-01', '2016-10-01', ${options.agreementEndsOn ?? null})`;
  if (options.withKey === false) return new Partner(id, audience, null, null, url);
  const made = createKey(audience);
  await admin`insert into api_keys (id, partner_id, audience, label, key_hash, last_four, scopes, expires_at)
    values (${made.keyId}, ${id}, ${audience}, 'test', ${made.hash}, ${made.shown}, ${options.scopes ?? scopes[audience]}, now() + interval '300 days')`;
  return new Partner(id, audience, made.key, made.keyId, url);
}

/** The partners of this audience that hold a key of the demo, in the order of its keys file. */
export async function demoPartners(admin: Sql, url: string, audience: Audience): Promise<Partner[]> {
  const rows = await admin<{ key: string; keyId: string; partnerId: string }[]>`
    select k.key, a.id as "keyId", a.partner_id as "partnerId"
    from test_only.demo_keys k join api_keys a on a.key_hash = sha256(k.key::bytea) where k.audience = ${audience}`;
  return rows.map(({ key, keyId, partnerId }) => new Partner(partnerId, audience, key, keyId, url));
}
