import { describe, expect, test } from 'vitest';
import { readCommunes } from '../../src/reference/communes.ts';
import { isRegionCode, programmeRegions } from '../../src/reference/regions.ts';
import { romeLabels } from '../../src/reference/rome.ts';

const communes = readCommunes();
const communeOf = (code: string) => communes.find((commune) => commune.code === code);

describe('a region code is not a département code', () => {
  test.each([
    ['44', 'Nantes', '44109', '52'],
    ['24', 'Périgueux', '24322', '75'],
    ['15', 'Aurillac', '15014', '84'],
    ['10', 'Troyes', '10387', '44'],
    ['79', 'Niort', '79191', '75'],
    ['45', 'Orléans', '45234', '24'],
    ['46', 'Cahors', '46042', '76'],
  ])('in département %s, %s is of region %3$s', (departementCode, name, code, regionCode) => {
    expect(communeOf(code)).toMatchObject({ name, departementCode, regionCode });
  });

  test.each(['75', '76'])(
    'département %s is in none of the six regions, though it is the code of one',
    (code) => {
      expect(isRegionCode(code)).toBe(true);
      expect(communes.filter((commune) => commune.departementCode === code)).toEqual([]);
    },
  );

  test('region 44 holds no commune of département 44, nor region 24 any of département 24', () => {
    for (const code of ['44', '24']) {
      const both = communes.filter((c) => c.regionCode === code && c.departementCode === code);
      expect(both).toEqual([]);
    }
  });
});

describe('the communes of the six regions', () => {
  test('are all there, each once, in a region of the programme', () => {
    expect(communes).toHaveLength(20_861);
    expect(new Set(communes.map((commune) => commune.code)).size).toBe(20_861);
    expect(communes.every((commune) => isRegionCode(commune.regionCode))).toBe(true);
  });

  test('each have a postal code of five digits', () => {
    const odd = communes.filter(
      (c) => c.postalCodes.length === 0 || c.postalCodes.some((p) => !/^\d{5}$/.test(p)),
    );
    expect(odd).toEqual([]);
  });

  test('keep several postal codes, and the intercommunality by code and name', () => {
    expect(communeOf('15267')).toMatchObject({
      name: 'Ytrac',
      postalCodes: ['15000', '15130'],
      population: 4339,
      epciCode: '241500230',
      epciName: "CA du Bassin d'Aurillac",
    });
  });

  test('of an island without intercommunality have none', () => {
    expect(communeOf('85113')).toMatchObject({ searchName: 'l ile d yeu', epciCode: null, epciName: null });
  });
});

test('the targets are the 90 families and 450 persons of the announcement', () => {
  expect(programmeRegions.reduce((sum, region) => sum + region.familyTarget, 0)).toBe(90);
  expect(programmeRegions.reduce((sum, region) => sum + region.personTarget, 0)).toBe(450);
});

test('each occupation has the shape of a ROME code and a label', () => {
  for (const [code, label] of Object.entries(romeLabels)) {
    expect(code).toMatch(/^[A-N]\d{4}$/);
    expect(label.length).toBeGreaterThan(4);
  }
});
