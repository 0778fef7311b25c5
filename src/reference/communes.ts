import { readFileSync } from 'node:fs';
import type { communes } from './reference.table.ts';
import { searchName } from './searchName.ts';

export type Commune = typeof communes.$inferSelect;

/** `communes.json`: rows as short as they can be, names of intercommunalities and regions of départements apart. */
export interface CommuneFile {
  source: string;
  /** Region code by département code. */
  departements: Record<string, string>;
  /** Code and name of each EPCI. */
  epci: [code: string, name: string][];
  /** Postal codes are parted by spaces; `epci` is a position in the list above, null for the few islands without. */
  communes: [
    code: string,
    name: string,
    postalCodes: string,
    population: number,
    departement: string,
    epci: number | null,
  ][];
}

export const communeFileUrl = new URL('./communes.json', import.meta.url);

/** Every commune of the six regions as the table holds it. About 60 ms: call it once. */
export function readCommunes(text = readFileSync(communeFileUrl, 'utf8')): Commune[] {
  const file: CommuneFile = JSON.parse(text);
  return file.communes.map(([code, name, postalCodes, population, departementCode, epciAt]) => {
    const epci = epciAt === null ? undefined : file.epci[epciAt];
    return {
      code,
      name,
      searchName: searchName(name),
      postalCodes: postalCodes.split(' '),
      population,
      departementCode,
      epciCode: epci?.[0] ?? null,
      epciName: epci?.[1] ?? null,
      regionCode: regionOf(file, departementCode),
    };
  });
}

function regionOf(file: CommuneFile, departement: string): string {
  const region = file.departements[departement];
  if (region === undefined) throw new Error(`communes.json gives no region for département ${departement}`);
  return region;
}
