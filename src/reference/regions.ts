/** INSEE codes since 2016. They look like département codes and are not: region 44 is not Loire-Atlantique. */
export const regionCodes = ['84', '52', '44', '76', '75', '24'] as const;
export type RegionCode = (typeof regionCodes)[number];

export interface Region {
  code: RegionCode;
  name: string;
  /** As on the day of the programme's announcement, the eve of the decrees of 28 September 2016. */
  name2016: string;
  familyTarget: number;
  personTarget: number;
}

/** The six regions of the programme: 90 families and 450 persons, five to a family. */
export const programmeRegions: readonly Region[] = [
  {
    code: '84',
    name: 'Auvergne-Rhône-Alpes',
    name2016: 'Auvergne-Rhône-Alpes',
    familyTarget: 12,
    personTarget: 60,
  },
  { code: '52', name: 'Pays de la Loire', name2016: 'Pays de la Loire', familyTarget: 14, personTarget: 70 },
  {
    code: '44',
    name: 'Grand Est',
    name2016: 'Alsace-Champagne-Ardenne-Lorraine',
    familyTarget: 14,
    personTarget: 70,
  },
  {
    code: '76',
    name: 'Occitanie',
    name2016: 'Languedoc-Roussillon-Midi-Pyrénées',
    familyTarget: 12,
    personTarget: 60,
  },
  {
    code: '75',
    name: 'Nouvelle-Aquitaine',
    name2016: 'Aquitaine-Limousin-Poitou-Charentes',
    familyTarget: 24,
    personTarget: 120,
  },
  {
    code: '24',
    name: 'Centre-Val de Loire',
    name2016: 'Centre-Val de Loire',
    familyTarget: 14,
    personTarget: 70,
  },
];

export function isRegionCode(code: string): code is RegionCode {
  return (regionCodes as readonly string[]).includes(code);
}
