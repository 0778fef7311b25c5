import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Sql, TransactionSql } from 'postgres';
import { communeFileUrl, readCommunes } from './communes.ts';
import { programmeRegions } from './regions.ts';
import { romeLabels, romeVersion } from './rome.ts';
import { searchName } from './searchName.ts';

/** Raise it when the rows made of the same files change, or nothing would be loaded again. */
const rowsVersion = 1;

/**
 * Brings `regions`, `communes` and `rome_codes` up to date; nothing is ever deleted, since offers refer to them. A comment on
 * the table `communes` remembers what was loaded, so that the next start does not write 20,861 rows again.
 */
export async function loadReference(sql: Sql | TransactionSql): Promise<void> {
  const communeFile = readFileSync(communeFileUrl, 'utf8');
  const mark = markOf(communeFile);
  // Row security is forced: the owner meets no row either, the command line's role does.
  await sql.unsafe('set role operator');
  const loaded = await isLoaded(sql, mark);
  if (!loaded) {
    await loadRegions(sql);
    await loadCommunes(sql, communeFile);
    await loadRomeCodes(sql);
  }
  await sql.unsafe('reset role');
  if (loaded) return;
  // A comment takes no parameter; the mark is hexadecimal.
  await sql.unsafe(`comment on table public.communes is '${mark}'`);
}

function markOf(communeFile: string): string {
  const hash = createHash('sha256').update(communeFile);
  hash.update(JSON.stringify([rowsVersion, programmeRegions, romeLabels, romeVersion]));
  return `reference ${hash.digest('hex')}`;
}

async function isLoaded(sql: Sql | TransactionSql, mark: string): Promise<boolean> {
  const [row] = await sql<{ loaded: boolean }[]>`
    select coalesce(obj_description('public.communes'::regclass, 'pg_class') = ${mark}, false)
      and (select count(*) >= ${programmeRegions.length} from public.regions)
      and (select count(*) > 0 from public.communes)
      and (select count(*) >= ${Object.keys(romeLabels).length} from public.rome_codes) as loaded`;
  return row?.loaded ?? false;
}

// Rows travel as one JSON text: no limit of 65,534 parameters, and no array types that a connection has to know.
async function loadRegions(sql: Sql | TransactionSql): Promise<void> {
  await sql`
    insert into public.regions (code, name, name_2016, family_target, person_target)
    select r->>'code', r->>'name', r->>'name2016', (r->>'familyTarget')::int, (r->>'personTarget')::int
    from json_array_elements(${JSON.stringify(programmeRegions)}::text::json) as r
    on conflict (code) do update set name = excluded.name, name_2016 = excluded.name_2016,
      family_target = excluded.family_target, person_target = excluded.person_target`;
}

async function loadCommunes(sql: Sql | TransactionSql, communeFile: string): Promise<void> {
  const rows = readCommunes(communeFile).map((commune) => [
    commune.code,
    commune.name,
    commune.searchName,
    commune.postalCodes.join(' '),
    commune.population,
    commune.departementCode,
    commune.epciCode,
    commune.epciName,
    commune.regionCode,
  ]);
  await sql`
    insert into public.communes
      (code, name, search_name, postal_codes, population, departement_code, epci_code, epci_name, region_code)
    select c->>0, c->>1, c->>2, string_to_array(c->>3, ' '), (c->>4)::int, c->>5, c->>6, c->>7, c->>8
    from json_array_elements(${JSON.stringify(rows)}::text::json) as c
    on conflict (code) do update set name = excluded.name, search_name = excluded.search_name,
      postal_codes = excluded.postal_codes, population = excluded.population,
      departement_code = excluded.departement_code, epci_code = excluded.epci_code,
      epci_name = excluded.epci_name, region_code = excluded.region_code`;
}

async function loadRomeCodes(sql: Sql | TransactionSql): Promise<void> {
  const rows = Object.entries(romeLabels).map(([code, label]) => [code, label, searchName(label)]);
  await sql`
    insert into public.rome_codes (code, label, search_label, rome_version)
    select r->>0, r->>1, r->>2, ${romeVersion}::text
    from json_array_elements(${JSON.stringify(rows)}::text::json) as r
    on conflict (code) do update set label = excluded.label, search_label = excluded.search_label,
      rome_version = excluded.rome_version`;
}
