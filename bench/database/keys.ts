import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audience } from '../../src/access/audiences.ts';
import { createKey, parseKey } from '../../src/access/keys.ts';
import { scopes } from '../../src/access/scopes.ts';
import type { Sql } from '../../src/database/connections.ts';
import { benchFolder } from './cluster.ts';
import type { Scale } from './scales.ts';

/** A partner and the key that it asks with. */
export interface KeyHolder {
  audience: Audience;
  partnerId: string;
  keyId: string;
  key: string;
}

export const keysFile = (scale: Scale) => join(benchFolder, `keys-${scale}.json`);

export async function readKeys(scale: Scale): Promise<KeyHolder[]> {
  return JSON.parse(await readFile(keysFile(scale), 'utf8')) as KeyHolder[];
}

export async function keepKeys(scale: Scale, holders: readonly KeyHolder[]): Promise<void> {
  await writeFile(keysFile(scale), `${JSON.stringify(holders)}\n`, { mode: 0o600 });
}

// By the numbers of volume.sql: those whose proposals and applications are many, the landlord of 20,000 homes (0), half of
// the health partners, every internal one.
const wanted = `
  select p.id, p.audience from public.partners p join (
    select i, md5('partner' || i)::uuid as id from generate_series(0, (select count(*) from public.partners)) as i
  ) as numbered using (id)
  cross join (select count(*) filter (where audience = 'LANDLORD') as landlords,
    count(*) filter (where audience in ('LANDLORD', 'EMPLOYER')) as sellers from public.partners) as counted
  where case p.audience when 'LANDLORD' then i % 7 = 3 or i = 0 when 'EMPLOYER' then (i - landlords) % 7 = 3
    when 'HEALTH' then (i - sellers) % 2 = 1 else true end
  order by i limit 20000`;

/** Gives keys to the partners whose load is measured: as many as the volume has, at most 600 an audience. */
export async function createKeys(admin: Sql): Promise<KeyHolder[]> {
  const partners = await admin.unsafe<{ id: string; audience: Audience }[]>(wanted);
  const holders: KeyHolder[] = [];
  for (const { id: partnerId, audience } of partners) {
    if (holders.filter((holder) => holder.audience === audience).length >= 600) continue;
    const { key, keyId, hash, shown } = createKey(audience);
    await admin`
      insert into public.api_keys (id, partner_id, audience, label, key_hash, last_four, scopes, expires_at)
      values (${keyId}, ${partnerId}, ${audience}, 'Banc de mesure', ${hash}, ${shown}, ${[...scopes[audience]]},
        now() + interval '365 days')`;
    holders.push({ audience, partnerId, keyId, key });
  }
  return holders;
}

/** Of the keys that the demo shows. */
export async function holdersOf(
  admin: Sql,
  keys: readonly { audience: Audience; key: string }[],
): Promise<KeyHolder[]> {
  const rows = await admin<
    { id: string; partner: string }[]
  >`select id, partner_id as partner from public.api_keys`;
  return keys.flatMap(({ audience, key }) => {
    const row = rows.find(({ id }) => id === parseKey(key)?.keyId);
    return row ? [{ audience, partnerId: row.partner, keyId: row.id, key }] : [];
  });
}
