import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../world.ts';

let world: World;
const partner = randomUUID();

beforeAll(async () => {
  world = await createWorld();
  await world.admin`insert into partners (id, name, kind, audience, siret)
    values (${partner}, 'Cantal Habitat', 'SOCIAL_LANDLORD', 'LANDLORD', '99900000300015')`;
});
afterAll(() => world.close());

const foreignKeyViolation = '23503';
const refusal = (command: Promise<unknown>) =>
  command.then(
    () => null,
    ({ code }: { code?: string }) => code,
  );

const agreement = (of: string, audience: string) =>
  world.admin`insert into agreements (id, partner_id, audience, signed_on, starts_on)
    values (${randomUUID()}, ${of}, ${audience}, current_date, current_date)`;
const key = (of: string, audience: string) =>
  world.admin`insert into api_keys (id, partner_id, audience, label, key_hash, last_four, scopes, expires_at)
    values (${randomUUID()}, ${of}, ${audience}, 'test', ${Buffer.from(randomUUID())}, 'abcd', ${['housing:read']}, now() + interval '1 day')`;

describe.each([
  ['an agreement', agreement],
  ['a key', key],
])('%s', (_what, add) => {
  test('is a partner’s, under the partner’s own audience', async () => {
    expect(await refusal(add(randomUUID(), 'LANDLORD'))).toBe(foreignKeyViolation);
    expect(await refusal(add(partner, 'EMPLOYER'))).toBe(foreignKeyViolation);
    expect(await refusal(add(partner, 'LANDLORD'))).toBeNull();
  });

  test('keeps its partner from being deleted, or from becoming another audience', async () => {
    await add(partner, 'LANDLORD');
    expect(await refusal(world.admin`delete from partners where id = ${partner}`)).toBe(foreignKeyViolation);
    const becomes = world.admin`update partners set audience = 'EMPLOYER', kind = 'EMPLOYER' where id = ${partner}`;
    expect(await refusal(becomes)).toBe(foreignKeyViolation);
  });
});
