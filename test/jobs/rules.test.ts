import { describe, expect, test } from 'vitest';
import { mostHours } from '../../src/jobs/hours.rules.ts';
import { wageFault } from '../../src/jobs/jobs.rules.ts';
import { smicCentsOn } from '../../src/jobs/smic.rules.ts';

test('the SMIC of a day is the last one decreed before it, and the last line holds on', () => {
  expect(['2015-06-01', '2016-12-31', '2017-01-01', '2018-06-30'].map(smicCentsOn)).toEqual([
    967, 967, 976, 988,
  ]);
  expect(smicCentsOn('2031-01-01')).toBe(smicCentsOn('2024-11-01'));
});

describe('a wage', () => {
  const startsOn = '2017-03-01';
  test.each([
    ['CDI', 976, true],
    ['CDI', 975, false],
    ['CDDI', null, false],
    ['PMSMP', null, true],
    ['PMSMP', 976, false],
    ['APPRENTICESHIP', 500, true],
    ['PROFESSIONALISATION', 500, true],
    ['APPRENTICESHIP', 0, false],
    ['APPRENTICESHIP', null, false],
  ] as const)('%s at %s cents is right: %s', (contract, grossHourlyCents, isRight) => {
    expect(wageFault({ contract, grossHourlyCents, startsOn }) === null).toBe(isRight);
  });
});

test('hours add up on the days that contracts share, immersions and jobs that did not start left out', () => {
  const work = (startsOn: string, endsOn: string | null, hoursPerWeek: number, more: object = {}) => ({
    contract: 'CDD' as const,
    endReason: null,
    startsOn,
    endsOn,
    hoursPerWeek,
    ...more,
  });
  const held = [
    work('2017-01-01', '2017-03-31', 20),
    work('2017-04-01', null, 24),
    work('2017-02-01', '2017-02-28', 35, { contract: 'PMSMP' }),
    work('2017-01-01', null, 35, { endReason: 'DID_NOT_START' }),
  ];
  expect(mostHours(held, '2017-01-15', '2017-03-31')).toBe(20);
  expect(mostHours(held, '2017-01-15', null)).toBe(24);
  expect(mostHours([...held, work('2017-03-31', '2017-04-01', 10)], '2017-01-15', null)).toBe(34);
  expect(mostHours(held, '2016-12-01', '2016-12-31')).toBe(0);
});
