import type { Commune } from '../reference/communes.ts';
import { type RegionCode, regionCodes } from '../reference/regions.ts';
import { at, type Random } from './random.ts';

/** Communes of the départements where families were resettled; a region's first is its largest basin. */
const communesOfRegion: Record<RegionCode, readonly string[]> = {
  84: ['15014', '15012', '15267', '15187', '15120', '15162', '15258'],
  52: ['44109', '44143', '44184', '44036', '44003'],
  44: ['10387', '10333', '10081', '10362', '10323', '10268', '10033'],
  76: ['46042', '46102', '46127', '46128', '46251', '46309'],
  75: [
    '79191',
    '79184',
    '79148',
    '79174',
    '79049',
    '79329',
    '79202',
    '79270',
    '24322',
    '24053',
    '24138',
    '24037',
    '24520',
    '24352',
    '24311',
  ],
  24: ['45234', '45147', '41018', '41194', '41269', '45208', '45155', '45252'],
};

export type Places = Record<RegionCode, Commune[]>;

export function choosePlaces(communes: readonly Commune[]): Places {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const chosen = regionCodes.map((region) => [
    region,
    communesOfRegion[region].map((code) => required(byCode, code)),
  ]);
  return Object.fromEntries(chosen) as Places;
}

function required(communes: Map<string, Commune>, code: string): Commune {
  const commune = communes.get(code);
  if (!commune) throw new Error(`communes.json has no commune ${code}: the code changed, change it here too`);
  return commune;
}

/** A home's commune: half of them in the region's largest basin. */
export function placeOfHome(places: Places, region: RegionCode, random: Random): Commune {
  const all = places[region];
  const basin = all.filter((place) => place.epciCode === at(all, 0).epciCode);
  return random.pick(random.chance(0.5) ? basin : all);
}

/** A job's commune: most often in the intercommunality of the home, else anywhere in the region. */
export function placeOfJob(places: Places, home: Commune, random: Random): Commune {
  const all = places[home.regionCode as RegionCode];
  const near = all.filter((place) => place.epciCode === home.epciCode);
  return random.pick(random.chance(0.85) ? near : all);
}

const streets = [
  'rue des Tilleuls',
  'rue du Moulin',
  'avenue de la République',
  'rue des Écoles',
  'impasse des Lilas',
  'rue Jean-Moulin',
  'place du Marché',
  'rue de la Fontaine',
  'allée des Érables',
  'rue du Lavoir',
  'chemin des Vignes',
  'boulevard Pasteur',
] as const;

export const addressIn = (place: Commune, random: Random): string =>
  `${random.integer(1, 88)} ${random.pick(streets)}, ${at(place.postalCodes, 0)} ${place.name}`;
