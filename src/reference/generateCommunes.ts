// Writes communes.json from the official geographic code: npx tsx src/reference/generateCommunes.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CommuneFile, communeFileUrl } from './communes.ts';
import { isRegionCode } from './regions.ts';

interface SourceCommune {
  code: string;
  nom: string;
  type: string;
  region: string;
  departement: string;
  population: number;
  codesPostaux: string[];
}

interface SourceEpci {
  code: string;
  nom: string;
  membres: { code: string }[];
}

const source = '@etalab/decoupage-administratif';
const { resolve } = createRequire(import.meta.url);
const read = <Content>(path: string): Content =>
  JSON.parse(readFileSync(resolve(`${source}/${path}`), 'utf8'));

const { version } = read<{ version: string }>('package.json');
const communes = read<SourceCommune[]>('data/communes.json')
  .filter((commune) => commune.type === 'commune-actuelle' && isRegionCode(commune.region))
  .sort((a, b) => (a.code < b.code ? -1 : 1));
const codes = new Set(communes.map((commune) => commune.code));
const epci = read<SourceEpci[]>('data/epci.json').filter((one) =>
  one.membres.some((member) => codes.has(member.code)),
);
const epciOf = new Map(epci.flatMap((one, position) => one.membres.map((member) => [member.code, position])));

const file: CommuneFile = {
  source: `${source} ${version}`,
  departements: Object.fromEntries(communes.map((commune) => [commune.departement, commune.region])),
  epci: epci.map((one) => [one.code, one.nom]),
  communes: communes.map((commune) => [
    commune.code,
    commune.nom,
    commune.codesPostaux.join(' '),
    commune.population,
    commune.departement,
    epciOf.get(commune.code) ?? null,
  ]),
};

// One row a line, so that a new year's differences can be reviewed.
const lines = (rows: unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
writeFileSync(
  communeFileUrl,
  `{"source":${JSON.stringify(file.source)},\n"departements":${JSON.stringify(file.departements)},\n` +
    `"epci":${lines(file.epci)},\n"communes":${lines(file.communes)}}\n`,
);
